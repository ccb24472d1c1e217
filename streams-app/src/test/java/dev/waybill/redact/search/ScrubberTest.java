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
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** The quick look and the thorough search give the same answers. */
class ScrubberTest {
    private final Work work = new Work();

    private static final FieldMeaning PLAIN = FieldMeaning.of(TextKind.PLAIN);
    private static final EventType TYPE = EventType.named("TestEvent")
            .field("event_id", FieldType.STRING, PLAIN)
            .field("tenant", FieldType.STRING, PLAIN)
            .field("occurred_at", FieldType.TIMESTAMP_MICROS, FieldMeaning.NONE)
            .field("value", FieldType.STRING, PLAIN)
            .build();
    private static final Field FIELD = TYPE.field("value").orElseThrow();

    private static final String[] SECRETS = {
        "203.0.113.9",
        "203.0.113.9:443",
        "2001:db8::9",
        "::ffff:203.0.113.9",
        "bob",
        "B",
        "7",
        "a:b",
        "x y",
        "ab+c",
        "-x",
        "x  y",
        "x\ty",
        "cafe",
        "büro",
        "ß",
        "名",
        "%62ob",
        "xn--a",
        "_",
        "2001:db8:1:2:3:4:5:6",
        " 198.51.100.7 , 2001:DB8::1",
        "ﬁ",
        "K",
        "é",
        "ÿ1",
        "①"
    };
    private static final String[] PIECES = {
        "203.0.113.9",
        "203-0-113-9",
        "1203.0.113.9",
        "2001:DB8:0:0:0:0:0:9",
        "2001-db8--9",
        "//3405803785",
        "@0xcb007109",
        "64:ff9b::cb00:7109",
        "203_0_113_9",
        "x.bob.y",
        "0:0:0:0:0:ffff:cb00:7109",
        "::ffff:cb00:7109",
        "2001:db8:1:2:3:4:0.5.0.6",
        "12:30:45",
        "bob",
        "BOB",
        "boB",
        "b",
        "7",
        "77",
        "a:b",
        "x+y",
        "x y",
        "X  Y",
        "x\ty",
        "x\r\n\u00a0y",
        "AB C",
        "cafe",
        "/",
        ".",
        "-",
        "_",
        ":",
        "::",
        "%",
        "%62",
        "%6",
        "é",
        "Ü",
        "ß",
        "ÿ",
        "×",
        "я",
        "й",
        "名",
        "鿿",
        "ſ",
        "K",
        "①",
        "ﬁ",
        "\u0308",
        "xn--",
        "xn--bcher-kva",
        "xn--bb-cja",
        "BÜRO",
        "buro",
        "https://",
        "[",
        "]",
        "@",
        "?",
        "=",
        ",",
        "q",
        "0",
        "\u0000"
    };

    @ParameterizedTest
    @EnumSource(TextStyle.class)
    void answersAsTheThoroughSearchDoes(TextStyle style) {
        int changed = 0;
        for (int seed = 0; seed < 20_000; seed++) {
            // Given
            Random random = new Random(seed);
            HiddenValues values = new HiddenValues(work);
            for (int i = random.nextInt(3); i >= 0; i--) {
                add(values, SECRETS[random.nextInt(SECRETS.length)]);
            }
            byte[] text = text(random);
            Scrubber scrubber = new Scrubber(values, work);

            // When
            byte[] quick = scrubber.scrub(text, 0, text.length, Characters.of(text, 0, text.length), style);

            // Then
            byte[] thorough = scrubber.search(text, 0, text.length, style);
            assertThat(quick).as("seed %d", seed).isEqualTo(thorough);
            assertThat(thorough == null || !scrubber.isSettled(Characters.of(text, 0, text.length), style))
                    .as("seed %d", seed)
                    .isTrue();
            changed += thorough == null ? 0 : 1;
        }
        assertThat(changed).isBetween(2_000, 19_000);
    }

    @Test
    void answersAsTheThoroughSearchDoesInJson() {
        for (int seed = 0; seed < 20_000; seed++) {
            // Given
            Random random = new Random(seed);
            HiddenValues values = new HiddenValues(work);
            add(values, SECRETS[random.nextInt(SECRETS.length)]);
            String value = new String(text(random), StandardCharsets.UTF_8)
                    .replace("\0", "\\u0000")
                    .replace("\"", "");
            byte[] json = ("{\"k\":[7,\"" + value + "\",12.5]}").getBytes(StandardCharsets.UTF_8);
            JsonScrubber scrubber = new JsonScrubber(values, new Scrubber(values, work), work);

            // When
            byte[] quick = scrubber.scrub(json, 0, json.length, Characters.of(json, 0, json.length));

            // Then
            assertThat(quick).as("seed %d", seed).isEqualTo(scrubber.search(json, 0, json.length));
        }
    }

    @Test
    void passesOverCharactersOnlyWhereTheThoroughSearchFindsNothing() {
        // Given
        HiddenValues values = new HiddenValues(work);
        for (String secret : new String[] {"b", "ss", "i", "k", "7"}) {
            add(values, secret);
        }
        Scrubber scrubber = new Scrubber(values, work);
        for (int c = 0x80; c < 0x1_0000; c++) {
            byte[] text = ("a " + Character.toString(c) + " z").getBytes(StandardCharsets.UTF_8);

            // When
            byte[] quick = scrubber.scrub(text, 0, text.length, Characters.of(text, 0, text.length), TextStyle.TEXT);

            // Then
            assertThat(quick).as("U+%04x", c).isEqualTo(scrubber.search(text, 0, text.length, TextStyle.TEXT));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "203.0.113.9, 'São Paulo, Zürich, 東京, Москва', false",
        "203.0.113.9, build 3.2.1 of 2013-09-20,       false",
        "203.0.113.9, 12:30:45,                        true",
        "203.0.113.9, /203.0.113.9,                    true",
        "203.0.113.9, 0:0:0:0:0:ffff:cb00:7109,        true",
        "bob,         /packages/bobbin-1.0 abob,       true",
        "bob,         abob kebob 9bob,                 false",
        "bob,         /BOB,                            true",
        "bob,         /%62ob,                          true",
        "bob,         Straße,                          false",
        "ß,           STRASSE,                         false",
        "ss,          Straße,                          true",
        "bob,         bób,                             true",
        "b,           x/b,                             true",
        "b,           xb/ab,                           false",
        "büro,        /,                               false",
        "büro,        b\u00fcro,                         true",
        "büro,        xn--bro-hoa,                     true",
        "büro,        /b%C3%BCro,                      true",
        "ﬁ,           fi,                              true"
    })
    void sendsToTheThoroughSearchOnlyWhatMayHoldASecret(String secret, String text, boolean expected) {
        // Given
        HiddenValues values = new HiddenValues(work);
        add(values, secret);
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);

        // When
        boolean searched = new Scrubber(values, work)
                .mayHold(bytes, 0, bytes.length, Characters.of(bytes, 0, bytes.length), TextStyle.TEXT);

        // Then
        assertThat(searched).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '"',
            value = {
                "John Smith,\tJohn Smith",
                "John Smith,John\tSmith",
                "John Smith,John  Smith",
                "John Smith,John\\tSmith",
                "John Smith,JOHN%0d%0aSmith",
                "John Smith,John++Smith",
                "John Smith,John\u00a0Smith",
                "John Smith,John\u2003 \u2028Smith",
                "John Smith,John%C2%A0%E3%80%80Smith",
                "John  Smith,John Smith",
                "John\tSmith,John Smith",
                "John\tSmith,John\u0085Smith",
                "\u00a0John\u00a0Smith\u2003,John Smith"
            })
    void whiteSpaceOfAnyKindAndLengthIsOneBlank(String secret, String text) {
        // Given
        HiddenValues values = new HiddenValues(work);
        add(values, secret);
        byte[] bytes = ("by(" + text + ")").getBytes(StandardCharsets.UTF_8);

        // When
        byte[] scrubbed = new Scrubber(values, work)
                .scrub(bytes, 0, bytes.length, Characters.of(bytes, 0, bytes.length), TextStyle.TEXT);

        // Then
        assertThat(scrubbed).asString(StandardCharsets.UTF_8).isEqualTo("by(-)");
    }

    @Test
    void forgetsEverythingWithTheEvent() {
        // Given
        HiddenValues values = new HiddenValues(work);
        add(values, "203.0.113.9");
        add(values, "b");
        byte[] text = "/203.0.113.9/b/::".getBytes(StandardCharsets.UTF_8);
        assertThat(new Scrubber(values, work).search(text, 0, text.length, TextStyle.TEXT))
                .isEqualTo("/-/-/::".getBytes(StandardCharsets.UTF_8));

        // When
        values.clear();

        // Then
        assertThat(values.isEmpty()).isTrue();
        assertThat(new Scrubber(values, work).search(text, 0, text.length, TextStyle.TEXT))
                .isNull();
    }

    private static void add(HiddenValues values, String value) {
        Event event = new Event(TYPE);
        event.setText(FIELD, value);
        if (value.contains(",")) {
            values.addAddresses(event, FIELD);
        } else {
            values.add(event, FIELD, value.length() % 4 == 0 ? PartOfName.KEEP : PartOfName.HIDE);
        }
    }

    private static byte[] text(Random random) {
        StringBuilder text = new StringBuilder();
        for (int i = random.nextInt(7); i >= 0; i--) {
            text.append(PIECES[random.nextInt(PIECES.length)]);
            text.append(random.nextBoolean() ? "" : "/");
        }
        byte[] bytes = text.toString().getBytes(StandardCharsets.UTF_8);
        if (random.nextInt(20) == 0) {
            bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
        }
        return bytes;
    }
}
