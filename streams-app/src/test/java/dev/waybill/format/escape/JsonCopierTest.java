package dev.waybill.format.escape;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.waybill.format.row.RowBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JsonCopierTest {
    private static final int DEEPEST = 101;
    /** Strict, but for control characters in strings, which are escaped in the copy. */
    private static final JsonMapper PARSER = JsonMapper.builder()
            .enable(JsonReadFeature.ALLOW_UNESCAPED_CONTROL_CHARS)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private static final String[] DOCUMENTS = {
        "{\"a\":[1,-2.50,3e+7,0,-0.0E-2],\"b\":{\"c\":null}}",
        " [ true , false ,\n{ } , [ ] ]\t",
        "\"a\\\"\\\\\\/\\b\\f\\n\\r\\t\\u00e9\"",
        "{\"k\":\"v\",\"l\":[[],{}]}",
        "-12.5e10",
        "null"
    };
    private static final String ALPHABET = "{}[]\",:\\/ \t\n0123456789-+.eEtrufalsnbx\u0001";

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{ \"a\" : [ 1 , 2 ] }       | {\"a\":[1,2]}",
                "[ ]                         | []",
                "{ }                         | {}",
                "[ false , true , null ]     | [false,true,null]",
                "\"a  b\"                    | \"a  b\"",
                "-0.50E+3                    | -0.50E+3",
                "{\"a\":{\"b\":[{}]}}        | {\"a\":{\"b\":[{}]}}",
            })
    void leavesOutTheSpaceBetweenTokensAndNothingElse(String json, String copy) {
        assertThat(copied(json)).isEqualTo(copy);
    }

    @Test
    void leavesOutSpaceOfEveryKind() {
        assertThat(copied("\t[\r\n1\t,\n2 ]\r")).isEqualTo("[1,2]");
    }

    @Test
    void keepsEscapesAndEscapesWhatCouldBreakALine() {
        // Given
        String json = "\"\\n\\u0041\\/é 名\n\u0001\u007f\u0085\u2028\u2029\"";

        // When
        String copy = copied(json);

        // Then
        assertThat(copy).isEqualTo("\"\\n\\u0041\\/é 名\\u000a\\u0001\\u007f\\u0085\\u2028\\u2029\"");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "x",
                "-",
                "01",
                "-01",
                "00",
                "1.",
                "1.e3",
                ".5",
                "+1",
                "1e",
                "1e+",
                "1 2",
                "nul",
                "nulll",
                "tru e",
                "fals",
                "NaN",
                "[",
                "[1",
                "[1,",
                "[1,]",
                "[,1]",
                "[1 2]",
                "[1}",
                "]",
                "{",
                "{\"a\"",
                "{\"a\":",
                "{\"a\":}",
                "{\"a\" 1}",
                "{\"a\":1,}",
                "{\"a\":1",
                "{\"a\":1 \"b\":2}",
                "{1:2}",
                "{a:1}",
                "{\"a:1}",
                "{\"a\":1]",
                "\"",
                "\"a",
                "\"a\\",
                "\"a\\\"",
                "\"\\x\"",
                "\"\\u12\"",
                "\"\\u12g4\"",
                "\"\\u123",
                "\"a\" \"b\"",
                "[]]",
                "{}{}",
            })
    void refusesWhatIsNoJson(String text) {
        assertThat(copied(text)).isNull();
    }

    /** So that hostile text cannot use up the stack. */
    @ParameterizedTest
    @CsvSource({"[,]", "'{\"a\":',}"})
    void refusesWhatIsNestedDeeperThanAnyoneMeans(String open, String close) {
        // Given
        String deep = open.repeat(DEEPEST - 1) + "[]" + close.repeat(DEEPEST - 1);
        String tooDeep = open.repeat(DEEPEST) + "[]" + close.repeat(DEEPEST);

        // When, Then
        assertThat(copied(deep)).isEqualTo(deep);
        assertThat(copied(tooDeep)).isNull();
    }

    @Test
    void readsNothingBesideTheTextItWasGiven() {
        // Given
        byte[] around = "7[1,2]8".getBytes(StandardCharsets.UTF_8);
        RowBuffer out = new RowBuffer();

        // When
        boolean whole = new JsonCopier(around, 1, 5, out).copy();
        boolean cut = new JsonCopier(around, 1, 4, new RowBuffer()).copy();

        // Then
        assertThat(whole).isTrue();
        assertThat(text(out)).isEqualTo("[1,2]");
        assertThat(cut).isFalse();
    }

    @Test
    void takesWhatAParserTakesAndItMeansTheSame() {
        int taken = 0;
        for (int seed = 0; seed < 20_000; seed++) {
            // Given
            String text = damaged(new Random(seed));

            // When
            String copy = copied(text);

            // Then
            JsonNode expected = parsed(text);
            assertThat(copy == null ? null : parsed(copy))
                    .as("seed %d: %s", seed, text)
                    .isEqualTo(expected);
            taken += copy == null ? 0 : 1;
        }
        assertThat(taken).isBetween(2_000, 18_000);
    }

    private static String damaged(Random random) {
        StringBuilder text = new StringBuilder(DOCUMENTS[random.nextInt(DOCUMENTS.length)]);
        for (int edits = random.nextInt(4); edits > 0; edits--) {
            int at = random.nextInt(text.length());
            char other = ALPHABET.charAt(random.nextInt(ALPHABET.length()));
            switch (random.nextInt(3)) {
                case 0 -> text.insert(at, other);
                case 1 -> text.setCharAt(at, other);
                default -> text.deleteCharAt(at).append(' ');
            }
        }
        return text.toString();
    }

    private static @Nullable JsonNode parsed(String text) {
        try {
            JsonNode tree = PARSER.readTree(text);
            return tree.isMissingNode() ? null : tree;
        } catch (JsonProcessingException e) {
            return null;
        }
    }

    private static @Nullable String copied(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        RowBuffer out = new RowBuffer();
        return new JsonCopier(bytes, 0, bytes.length, out).copy() ? text(out) : null;
    }

    private static String text(RowBuffer out) {
        return new String(out.array(), 0, out.length(), StandardCharsets.UTF_8);
    }
}
