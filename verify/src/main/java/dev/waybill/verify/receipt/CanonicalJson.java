package dev.waybill.verify.receipt;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.erdtman.jcs.JsonCanonicalizer;

/** JSON of which there is one form only: RFC 8785, with integers as RFC 7493 has them. */
final class CanonicalJson {
    /** A receipt or a page of 10,000 parts has less than half as many names, values and brackets; so hostile JSON takes no memory. */
    private static final int MAX_TOKENS = 250_000;

    static final JsonMapper JSON = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxTokenCount(MAX_TOKENS)
                            .build())
                    .build())
            .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();

    private CanonicalJson() {}

    static byte[] write(JsonNode tree) {
        try {
            return canonical(JSON.writeValueAsString(tree));
        } catch (IOException e) {
            throw new IllegalStateException("a receipt that is made here has a canonical form", e);
        }
    }

    /** An object that must already stand in its canonical form. */
    static ObjectNode read(byte[] bytes) throws UnreadableReceiptException {
        try {
            if (!(JSON.readTree(bytes) instanceof ObjectNode object)) {
                throw new UnreadableReceiptException(Unreadable.NOT_CANONICAL, "is no JSON object");
            }
            if (!Arrays.equals(bytes, canonical(new String(bytes, StandardCharsets.UTF_8)))) {
                throw new UnreadableReceiptException(
                        Unreadable.NOT_CANONICAL, "is not in the form that receipts are written in (RFC 8785)");
            }
            return object;
        } catch (IOException e) {
            // Its own message would quote the content.
            throw new UnreadableReceiptException(
                    Unreadable.NOT_CANONICAL, "is not JSON, or has more values than a receipt");
        }
    }

    private static byte[] canonical(String json) throws IOException {
        return new JsonCanonicalizer(json).getEncodedUTF8();
    }
}
