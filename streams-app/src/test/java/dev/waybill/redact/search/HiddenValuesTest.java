package dev.waybill.redact.search;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.contract.FieldMeaning;
import dev.waybill.contract.TextKind;
import dev.waybill.event.Characters;
import dev.waybill.event.Event;
import dev.waybill.event.EventType;
import dev.waybill.event.Field;
import dev.waybill.event.FieldType;
import dev.waybill.kind.redaction.PartOfName;
import java.nio.charset.StandardCharsets;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which values are looked for, in which forms, and for how long. */
class HiddenValuesTest {
    private static final FieldMeaning PLAIN = FieldMeaning.of(TextKind.PLAIN);
    private static final EventType TYPE = EventType.named("TestEvent")
            .field("event_id", FieldType.STRING, PLAIN)
            .field("tenant", FieldType.STRING, PLAIN)
            .field("occurred_at", FieldType.TIMESTAMP_MICROS, FieldMeaning.NONE)
            .field("text", FieldType.STRING, PLAIN)
            .field("json", FieldType.JSON, FieldMeaning.of(TextKind.PLAIN))
            .field("number", FieldType.LONG, FieldMeaning.NONE)
            .build();
    private static final Field TEXT = TYPE.field("text").orElseThrow();
    private static final Field JSON = TYPE.field("json").orElseThrow();
    private static final Field NUMBER = TYPE.field("number").orElseThrow();

    private final Work work = new Work();
    private final HiddenValues values = new HiddenValues(work);
    private final Scrubber scrubber = new Scrubber(values, work);
    private final Event event = new Event(TYPE);

    /** Few are looked at one by one, many are not. */
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 7, 8, 9, 10, 40})
    void everyAddressOfAListIsHiddenHoweverManyThereAre(int count) {
        // Given
        addAddresses(addresses("10.0.0.", count, ", "));

        // When, Then
        assertThat(scrubbed(addresses("10-0-0-", count, "/"))).isEqualTo("-" + "/-".repeat(count - 1));
        assertThat(scrubbed("10.0.1.1/10.0.0.99/::ffff:10.0.0.1")).isEqualTo("10.0.1.1/10.0.0.99/-");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 8, 9, 40})
    void addressesOfTheEventBeforeAreNotHidden(int count) {
        // Given
        addAddresses(addresses("10.0.0.", count, ", "));
        assertThat(scrubbed("10.0.0.1")).isEqualTo("-");

        // When
        values.clear();
        addAddresses(addresses("10.7.7.", count, ", "));

        // Then
        assertThat(scrubbed(addresses("10.0.0.", count, "/"))).isEqualTo(addresses("10.0.0.", count, "/"));
        assertThat(scrubbed("10.7.7." + count)).isEqualTo("-");
    }

    @ParameterizedTest
    @EnumSource(PartOfName.class)
    void nothingOfTheEventBeforeIsHidden(PartOfName rule) {
        // Given
        add("bob", rule);
        add("12345", rule);
        add("203.0.113.9", rule);
        add("Acme™", rule);
        String text = "bob 12345 203.0.113.9 ::ffff:203.0.113.9 Acme™x";
        assertThat(scrubbed(text)).isEqualTo("- - - - -x");
        assertThat(values.numbers().contains(bytes("1.2345e4"), 0, 8)).isTrue();

        // When
        values.clear();
        boolean empty = values.isEmpty();
        add("alice", rule);

        // Then
        assertThat(empty).isTrue();
        assertThat(scrubbed(text)).isEqualTo(text);
        assertThat(values.numbers().contains(bytes("12345"), 0, 5)).isFalse();
        assertThat(scrubbed("alice")).isEqualTo("-");
    }

    @ParameterizedTest
    @CsvSource({
        "1.2.3,     x/1.2.3/y v1.2.3 1.2.30,        x/-/y v1.2.3 1.2.30",
        "300.1.2.3, 300.1.2.3 (300.1.2.3) 300-1-2-3, - (-) 300-1-2-3",
        "1.,        x=1.&y,                         x=-&y",
        "1.2.3.4.5, 1.2.3.4.5 1.2.3.4,              - 1.2.3.4",
    })
    void whatHasDigitsAndDotsAndIsNoAddressIsHiddenAsTheTextItIs(String value, String text, String left) {
        // Given
        add(value, PartOfName.HIDE);

        // When, Then
        assertThat(scrubbed(text)).isEqualTo(left);
    }

    @Test
    void anAddressWhosePartsOfNamesStayIsHiddenInEverySpellingOfItsOwn() {
        // Given
        add("203.0.113.9", PartOfName.KEEP);
        add("2001:db8::9", PartOfName.KEEP);

        // When, Then
        assertThat(scrubbed("203.0.113.9 203-0-113-9 ::ffff:cb00:7109 //3405803785/ 2001:DB8:0:0::9 2001:db8::8"))
                .isEqualTo("- - - //-/ - 2001:db8::8");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "\t", "\u00a0", "-", " - ", "\u2003-\u2003", "- "})
    void whatSaysNothingIsNotLookedFor(String value) {
        // When
        add(value, PartOfName.HIDE);

        // Then
        assertThat(values.isEmpty()).isTrue();
        assertThat(scrubbed("a - b - \t-")).isEqualTo("a - b - \t-");
    }

    @ParameterizedTest
    @ValueSource(strings = {"7", "_", "x", "--"})
    void everythingElseIsHoweverShort(String value) {
        // When
        add(value, PartOfName.HIDE);

        // Then
        assertThat(values.isEmpty()).isFalse();
        assertThat(scrubbed("a/" + value + "/b")).isEqualTo("a/-/b");
    }

    /** A reader may see in it letters, or what separates words. */
    @ParameterizedTest
    @CsvSource({
        "Acme™,  Acme™x,     -x",
        "Acme™,  by acmeTM,  by -",
        "Acme™,  Acmetmx,    Acmetmx",
        "x²,     x²y,        -y",
        "Ⓑob,    by bob,     by -",
    })
    void aCharacterThatIsFoldedToLettersIsReadInBothWays(String value, String text, String left) {
        // Given
        add(value, PartOfName.HIDE);

        // When, Then
        assertThat(scrubbed(text)).isEqualTo(left);
    }

    @ParameterizedTest
    @CsvSource({
        "jos%C3%A9 r,      /josé r",
        "jos%25C3%25A9 r,  /josé r",
        "xn--jos-dma,      /josé",
        "XN--jos-dma.org,  /josé.org",
        "a.xn--jos-dma b,  /a.josé b",
        "xn%2D%2Djos-dma,  /josé",
        "\\x6a\\x6fe x,    /joe x",
        "%5Cx6aoe x,       /joe x",
        "a\\\\b,           /a\\b",
    })
    void aValueIsAlsoLookedForAsWhatItStandsFor(String value, String text) {
        // Given
        add(value, PartOfName.HIDE);

        // When, Then
        assertThat(scrubbed(text)).isEqualTo("/-");
        assertThat(scrubbed("/" + value)).isEqualTo("/-");
    }

    @ParameterizedTest
    @CsvSource({"'John Smith',/John  Smith", "'John  Smith',/John Smith", "' John Smith ',/john+smith"})
    void severalBlanksAreOne(String value, String text) {
        // Given
        add(value, PartOfName.HIDE);

        // When, Then
        assertThat(scrubbed(text)).isEqualTo("/-");
    }

    @Test
    void ofJsonTheStringsAndNumbersAreHiddenAndNeitherKeysNorWords() {
        // Given
        event.setText(JSON, "{\"key\":[\"val\",7001,true,null],\"other\":\"e\\u0076e\"}");

        // When
        values.add(event, JSON, PartOfName.HIDE);

        // Then
        assertThat(scrubbed("key/val/7001/true/null/other/eve")).isEqualTo("key/-/-/true/null/other/-");
    }

    @Test
    void aNumberIsHiddenAsTextAndAsNumber() {
        // Given
        event.setNumber(NUMBER, -4711);

        // When
        values.add(event, NUMBER, PartOfName.HIDE);

        // Then
        assertThat(scrubbed("a/-4711/b")).isEqualTo("a/-/b");
        assertThat(values.numbers().contains(bytes("4711.0"), 0, 6)).isTrue();
    }

    @Test
    void aTimeSaysNothingAboutAnybody() {
        // Given
        event.setNumber(TYPE.occurredAt(), 4711);

        // When
        values.add(event, TYPE.occurredAt(), PartOfName.HIDE);

        // Then
        assertThat(values.isEmpty()).isTrue();
    }

    /** As RFC 7239 writes them, and proxies. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "203.0.113.9",
                "198.51.100.1,203.0.113.9",
                "198.51.100.1, 203.0.113.9",
                "for=203.0.113.9;proto=https",
                "proto=https;for=203.0.113.9",
                "for=\"203.0.113.9:443\"",
                "for=\"[::ffff:203.0.113.9]:443\"",
                ",,203.0.113.9,,",
                "unknown\t203.0.113.9\t",
            })
    void addressesAreFoundInWhateverListTheyStand(String list) {
        // Given
        addAddresses(list);

        // When, Then
        assertThat(scrubbed("/203.0.113.9/unknown/https/proto")).isEqualTo("/-/unknown/https/proto");
    }

    private void add(String value, PartOfName rule) {
        event.setText(TEXT, value);
        values.add(event, TEXT, rule);
    }

    private void addAddresses(String list) {
        event.setText(TEXT, list);
        values.addAddresses(event, TEXT);
    }

    /** By the quick look, which must not pass over what the thorough search finds. */
    private String scrubbed(String text) {
        byte[] bytes = bytes(text);
        byte[] thorough = scrubber.search(bytes, 0, bytes.length, TextStyle.TEXT);
        byte[] quick = scrubber.scrub(bytes, 0, bytes.length, Characters.of(bytes, 0, bytes.length), TextStyle.TEXT);
        assertThat(quick).isEqualTo(thorough);
        return quick == null ? text : new String(quick, StandardCharsets.UTF_8);
    }

    private static String addresses(String prefix, int count, String separator) {
        return IntStream.rangeClosed(1, count).mapToObj(i -> prefix + i).collect(Collectors.joining(separator));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
