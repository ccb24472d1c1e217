package dev.waybill.imports.line;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;

/** Reads the JSON that servers write into logs. */
public final class LoggedJson {
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
            // nginx writes the status of an answer without one as 009.
            .enable(JsonReadFeature.ALLOW_LEADING_ZEROS_FOR_NUMBERS)
            .build();

    private LoggedJson() {}

    /**
     * The object that is all of the line; bytes that are not UTF-8 are {@code \xhh} in its texts.
     *
     * @throws BadLineException if the line is anything else, or has a key twice
     */
    public static ObjectNode object(byte[] line) throws BadLineException {
        try {
            if (JSON.readTree(Utf8Text.of(line, "\\\\x")) instanceof ObjectNode object) {
                return object;
            }
        } catch (IOException malformed) {
            // said below, without the parser's message, which may repeat the line
        }
        throw new BadLineException("not one JSON object");
    }

    /** A text or number as text; empty where there is none, and for what is neither. */
    public static String text(JsonNode node) {
        return node.isTextual() || node.isNumber() ? node.asText() : "";
    }

    /** The bytes of a string's content, whose characters stand for one byte each; the same where it is malformed. */
    static byte[] unescaped(String logged) {
        byte[] bytes = logged.getBytes(ISO_8859_1);
        if (logged.indexOf('\\') < 0) {
            return bytes;
        }
        try {
            return JSON.readTree('"' + Utf8Text.of(bytes, "\\\\x") + '"')
                    .asText()
                    .getBytes(UTF_8);
        } catch (IOException malformed) {
            return bytes;
        }
    }
}
