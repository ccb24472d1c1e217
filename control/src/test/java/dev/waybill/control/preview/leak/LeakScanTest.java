package dev.waybill.control.preview.leak;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.waybill.control.rows.Cell;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A planted secret in every spelling that we know: found, and told apart from what redaction does not promise. */
class LeakScanTest {
    private static final String USER = "Jos\u00e9 Smith";
    private static final String MAIL = "bob@acme.com";

    private final LeakScan scan = new LeakScan();

    static Stream<Arguments> promised() throws Exception {
        return Stream.of(
                Arguments.of(MAIL, "/users/bob@acme.com/keys", "as it is"),
                Arguments.of(MAIL, "(bob@acme.com)", "as it is"),
                Arguments.of("bob", "bob-smith", "as it is"),
                Arguments.of(MAIL, "BOB@Acme.COM", "other case"),
                Arguments.of("stra\u00dfe", "STRASSE", "other case"),
                Arguments.of(USER, "jose smith", "other forms of its letters"),
                Arguments.of(USER, "Jose\u0301 Smith", "other forms of its letters"),
                Arguments.of(MAIL, "\uff42\uff4f\uff42\uff20\uff41\uff43\uff4d\uff45.com", "other forms of its letters"),
                Arguments.of("O'Brien", "O\u2019Brien", "other forms of its letters"),
                Arguments.of("12345", "\u0661\u0662\u0663\u0664\u0665", "other forms of its letters"),
                Arguments.of(MAIL, "bo\u200bb@acme.com", "characters in between that cannot be seen"),
                Arguments.of("John Smith", "john\t  smith", "other white space"),
                Arguments.of("John Smith", "John\u00a0Smith", "other white space"),
                Arguments.of(MAIL, "/u?m=bob%40acme.com", "percent-encoded"),
                Arguments.of("John Smith", "/u?m=John+Smith", "percent-encoded"),
                Arguments.of(MAIL, "/u?m=bob%252540acme.com", "percent-encoded 3 times"),
                Arguments.of(MAIL, "%42%6F%62@acme.com", "percent-encoded, other case"),
                Arguments.of(MAIL, times("%40", 8), "percent-encoded 8 times"),
                Arguments.of(MAIL, "{\"m\":\"bob\\u0040acme.com\"}", "with escapes of JSON or of server logs"),
                Arguments.of(MAIL, "GET bob\\x40acme.com", "with escapes of JSON or of server logs"),
                Arguments.of("CORP\\bob", "CORP\\\\bob", "with escapes of JSON or of server logs"),
                Arguments.of(MAIL, "/?q=%7B%22m%22%3A%22bob%5Cu0040acme.com", "percent-encoded, with escapes of JSON or of server logs"),
                Arguments.of("jos\u00e9", "xn--jos-dma.example.test", "in Punycode"),
                Arguments.of("xn--jos-dma", "jos\u00e9.example.test", "as it is"),
                Arguments.of("\u7528\u6237", "\u767b\u5f55\u7528\u6237\u540d", "as it is"),
                Arguments.of("203.0.113.9", "from 203.0.113.9:443", "as it is"),
                Arguments.of("203.0.113.9", "host-203-0-113-9.example", "another spelling of the address"),
                Arguments.of("203.0.113.9", "203.000.113.009", "another spelling of the address"),
                Arguments.of("203.0.113.9", "::ffff:cb00:7109", "another spelling of the address"),
                Arguments.of("203.0.113.9", "2002:cb00:7109::1", "another spelling of the address"),
                Arguments.of("203.0.113.9", "64:ff9b::cb00:7109", "another spelling of the address"),
                Arguments.of("203.0.113.9", "http://3405803785/a", "another spelling of the address"),
                Arguments.of("203.0.113.9", "http://0xcb.0.0161.011/", "another spelling of the address"),
                Arguments.of("203.0.113.9", "\uff12\uff10\uff13.0.113.9", "another spelling of the address"),
                Arguments.of("2001:db8::9", "[2001:DB8::9]:443", "other case"),
                Arguments.of("2001:db8::9", "2001:0db8:0:0:0:0:0:9", "another spelling of the address"),
                Arguments.of("2001:db8::9", "2001-db8--9.example", "another spelling of the address"),
                Arguments.of("2001:db8::9", "http://[2001%3Adb8%3A%3A9]/", "percent-encoded"),
                Arguments.of("12345", "{\"n\":[1.2345e4]}", "another spelling of the number"));
    }

    static Stream<Arguments> outside() throws Exception {
        byte[] bytes = MAIL.getBytes(StandardCharsets.UTF_8);
        return Stream.of(
                Arguments.of("acme", "acmeville", "part of a longer word"),
                Arguments.of("acme", "/ACME2/x", "part of a longer word"),
                Arguments.of("John Smith", "/u/johnsmith", "without its white space, or with some inside of a word"),
                Arguments.of("johnsmith", "john smith", "without its white space, or with some inside of a word"),
                Arguments.of(MAIL, "x=" + base64("", MAIL, "") + "&y", "in Base64"),
                Arguments.of(MAIL, base64("u=", MAIL, "!"), "in Base64"),
                Arguments.of(MAIL, base64("x", MAIL, "yz"), "in Base64"),
                Arguments.of("\u00ff\u00fe?>~", Base64.getUrlEncoder()
                        .encodeToString("\u00ff\u00fe?>~".getBytes(StandardCharsets.UTF_8)), "in Base64"),
                Arguments.of(MAIL, "0x" + HexFormat.of().withUpperCase().formatHex(bytes), "its bytes in hexadecimal"),
                Arguments.of(MAIL, HexFormat.of().formatHex(digest("MD5", bytes)), "its MD5"),
                Arguments.of(MAIL, HexFormat.of().formatHex(digest("SHA-1", bytes)), "its SHA-1"),
                Arguments.of(
                        "Bob@ACME.com",
                        "sha256-" + Base64.getEncoder().encodeToString(digest("SHA-256", bytes)),
                        "its SHA-256"),
                Arguments.of(MAIL, "&#98;ob&#x40;acme.com", "in HTML entities"),
                Arguments.of(MAIL, "bob=40acme.com", "quoted-printable"),
                Arguments.of(
                        MAIL, "\\u0062ob\\u002540acme.com", "with escapes of JSON or of server logs, percent-encoded"),
                Arguments.of(
                        MAIL, "\\\\u0062ob@acme.com\\\\", "with escapes of JSON or of server logs 2 times"),
                Arguments.of("203.0.113.9", "id 3405803785", "the address as one number"),
                Arguments.of("203.0.113.9", "cb007109", "the address as one number"),
                Arguments.of(
                        "203.0.113.9", "9.113.0.203.in-addr.arpa", "the address reversed, as for a reverse lookup"));
    }

    @ParameterizedTest(name = "{2}: {1}")
    @MethodSource("promised")
    void findsWhatRedactionPromisesToFindInEverySpelling(String value, String text, String words) {
        // When
        List<Hit> hits = scan.find(List.of(hidden(value)), List.of(new Cell("uri", text)));

        // Then
        assertThat(hits).first().satisfies(hit -> {
            assertThat(hit.spelling().words()).isEqualTo(words);
            assertThat(hit.spelling().isPromised()).isTrue();
            assertThat(hit.place()).isEqualTo("uri");
            assertThat(hit.count()).isEqualTo(1);
        });
    }

    @ParameterizedTest(name = "{2}: {1}")
    @MethodSource("outside")
    void tellsApartWhatRedactionDoesNotPromise(String value, String text, String words) {
        // When
        List<Hit> hits = scan.find(List.of(hidden(value)), List.of(new Cell("uri", text)));

        // Then
        assertThat(hits).extracting(hit -> hit.spelling().words()).contains(words);
        assertThat(hits).noneMatch(hit -> hit.spelling().isPromised());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/users/alice@acme.com",
                "-",
                "bob@acme",
                "2026-03-04T05:06:07Z",
                "203.0.113.90",
                "1203.0.113.9",
                "2001:db8::99",
                "550e8400-e29b-41d4-a716-446655440000"
            })
    void findsNothingInCleanText(String text) {
        List<HiddenValue> values = List.of(hidden(MAIL), hidden("203.0.113.9"), hidden("2001:db8::9"), hidden(USER));

        assertThat(scan.find(values, List.of(new Cell("uri", text)))).isEmpty();
    }

    @Test
    void aValueIsNotFoundWithoutWhatItEndsWith() {
        assertThat(scan.find(List.of(hidden("/tags/+")), List.of(new Cell("referer", "/tags/devopsdays"))))
                .isEmpty();
    }

    @Test
    void aValueInTwoSpellingsInOneCellIsFoundInBoth() {
        // When
        List<Hit> hits = scan.find(
                List.of(hidden(MAIL)), List.of(new Cell("uri", "/bob@acme.com?m=bob%40acme.com&n=&#98;ob@acme.com")));

        // Then
        assertThat(hits)
                .extracting(hit -> hit.spelling().words(), Hit::count)
                .containsExactly(
                        tuple("as it is", 1),
                        tuple("percent-encoded", 1),
                        tuple("in HTML entities", 1));
    }

    @Test
    void whatPartOfNameKeepsIsNoLeak() {
        // Given
        HiddenValue kept = new HiddenValue("user", "bob", true, false);

        // When
        List<Hit> hits = scan.find(List.of(kept), List.of(new Cell("a", "bob-smith"), new Cell("b", "/bob/")));

        // Then
        assertThat(hits)
                .extracting(Hit::place, hit -> hit.spelling().isPromised())
                .containsExactly(
                        tuple("a", false),
                        tuple("b", true));
    }

    @Test
    void nothingShowsAHiddenValue() {
        // Given
        HiddenValue value = hidden(MAIL);

        // When
        List<Hit> hits = scan.find(List.of(value), List.of(new Cell("uri", "/bob%40acme.com")));

        // Then
        assertThat(hits.toString() + value + new Cell("uri", MAIL)).doesNotContain("bob").contains("user", "uri");
    }

    @Test
    void aValueOfAnotherEventIsFoundInARowThatNeverHadItInTheField() {
        // Given
        OtherEvents others = new OtherEvents("acme");
        others.add("e1", List.of(hidden(MAIL), hidden("12345")), List.of(new Cell("uri", "/-")));
        others.add("e2", List.of(), List.of(new Cell("uri", "/x?m=Bob@acme.com&n=12345")));

        // When
        List<OtherEvents.Found> found = others.find();

        // Then
        assertThat(found)
                .extracting(OtherEvents.Found::eventId, one -> one.hit().spelling().words())
                .containsExactly(tuple(
                        "e2", "in an event that did not have it in the field"));
    }

    private static HiddenValue hidden(String text) {
        return new HiddenValue("user", text, false, false);
    }

    private static String times(String encoded, int rounds) {
        String text = "bob" + encoded + "acme.com";
        for (int i = 1; i < rounds; i++) {
            text = text.replace("%", "%25");
        }
        return text;
    }

    private static String base64(String before, String value, String behind) {
        return Base64.getEncoder().encodeToString((before + value + behind).getBytes(StandardCharsets.UTF_8));
    }

    private static byte[] digest(String algorithm, byte[] bytes) throws Exception {
        return MessageDigest.getInstance(algorithm).digest(bytes);
    }
}
