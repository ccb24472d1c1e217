package dev.waybill.redact.search;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JsonTokensTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                // json | scalars: k(ey), s(tring), n(umber), l(iteral)
                "{\"a\":[1,\"b\",true,false,null]}      | k:a n:1 s:b l:true l:false l:null",
                "{\"a\" : {\"b\"\t:\"c\"}}              | k:a k:b s:c",
                "\"a\"                                  | s:a",
                "[\"\",{\"\":\"\"}]                     | s: k: s:",
                "-12.50e+3                              | n:-12.50e+3",
                "[0,-0,1E5,1e-5,1.5,007]                | n:0 n:-0 n:1E5 n:1e-5 n:1.5 n:007",
                "[\"a\\\"b\",\"c\\\\\",\"\\/\"]         | s:a\"b s:c\\ s:/",
                "[\"\\u0041\\u00e9\",\"\\ud83d\\ude00\"] | s:Aé s:😀",
                "\"\\u004\"                             | malformed",
                "[\"a\",\"\\u00g1\"]                    | s:a malformed",
                "\"\\u00é1\"                            | malformed",
                "]}{[\"a\":,                            | k:a",
            })
    void seesEveryScalarWhateverTheStructure(String json, String scalars) {
        assertThat(String.join(" ", scalars(json))).isEqualTo(scalars);
    }

    @Test
    void spaceOfEveryKindMayStandBetweenTokensAndBeforeTheColonOfAKey() {
        assertThat(scalars("\r\n{\t\"a\"\r\n\t :\n1 ,\r\"b\"\t}\n")).containsExactly("k:a", "n:1", "s:b");
    }

    @Test
    void escapesOfALetterAreWhatTheyStandFor() {
        assertThat(scalars("\"\\n\\r\\t\\b\\f\"")).containsExactly("s:\n\r\t\b\f");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"", "\"a", "\"a\\\"", "\"a\\", "-", "+1", "1.", ".5", "1.e5", "-.5", "1e", "1e+", "1.5e-", "1.2.3",
                "--1", "1e5.5", "1-2", "tru", "truee", "nul", "NaN", "a", "1a", "[1,'a']", "{a:1}", "\u00e9"
            })
    void whatIsNoScalarIsNoJson(String json) {
        assertThat(scalars(json)).endsWith("malformed");
    }

    @Test
    void scalarsAreWhereTheyStand() {
        // Given
        byte[] json = "x{\"ab\": 12}x".getBytes(StandardCharsets.US_ASCII);
        JsonTokens tokens = new JsonTokens(json, 1, json.length - 2);

        // When, Then
        assertThat(tokens.next()).isTrue();
        assertThat(tokens.start()).isEqualTo(2);
        assertThat(tokens.end()).isEqualTo(6);
        assertThat(tokens.next()).isTrue();
        assertThat(tokens.start()).isEqualTo(8);
        assertThat(tokens.end()).isEqualTo(10);
        assertThat(tokens.next()).isFalse();
        assertThat(tokens.isMalformed()).isFalse();
    }

    @Test
    void readsNothingBehindTheTextItWasGiven() {
        // Given
        byte[] json = "\"a\":".getBytes(StandardCharsets.US_ASCII);
        JsonTokens value = new JsonTokens(json, 0, 3);
        JsonTokens cut = new JsonTokens(json, 0, 2);

        // When, Then
        assertThat(value.next()).isTrue();
        assertThat(value.isKey()).isFalse();
        assertThat(cut.next()).isFalse();
        assertThat(cut.isMalformed()).isTrue();
    }

    private static List<String> scalars(String json) {
        byte[] bytes = json.getBytes(StandardCharsets.UTF_8);
        JsonTokens tokens = new JsonTokens(bytes, 0, bytes.length);
        List<String> scalars = new ArrayList<>();
        while (tokens.next()) {
            String kind = tokens.isKey() ? "k" : tokens.isString() ? "s" : tokens.isNumber() ? "n" : "l";
            String text = new String(tokens.text(), tokens.textOffset(), tokens.textLength(), StandardCharsets.UTF_8);
            scalars.add(kind + ":" + text);
        }
        if (tokens.isMalformed()) {
            scalars.add("malformed");
        }
        return scalars;
    }
}
