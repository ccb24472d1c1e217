package dev.waybill.control.preview;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.config.ExportBinder;
import dev.waybill.control.preview.leak.HiddenValue;
import dev.waybill.control.preview.leak.Hit;
import dev.waybill.control.preview.leak.LeakScan;
import dev.waybill.control.rows.Cell;
import dev.waybill.event.Event;
import dev.waybill.event.Field;
import dev.waybill.export.ExportVersion;
import dev.waybill.format.row.RowBuffer;
import dev.waybill.redact.FieldEdit;
import dev.waybill.secrets.PlaceholderSecrets;
import dev.waybill.spec.ExportSpec;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Redaction and the scan share nothing, so each is a check of the other: of values in random spellings, what the one removes
 * the other finds, and what is left the other finds no leak in.
 */
class ScanAndRedactionTest {
    private static final List<String> NAMES = List.of(
            "bob",
            "Jos\u00e9 Smith",
            "bob@acme.com",
            "O'Brien",
            "CORP\\bob",
            "stra\u00dfe",
            "\u7528\u6237",
            "\u0418\u0432\u0430\u043d",
            "\u0130stanbul",
            "\ufb01sh",
            "\uae40\ucca0\uc218",
            "x\"y",
            "a/b",
            "10.1.2",
            "Bob & Co",
            "\u00c5NGSTR\u00d6M",
            "12345",
            "xn--jos-dma",
            "bob%20x");
    private static final List<String> ADDRESSES =
            List.of("203.0.113.9", "2001:db8::9", "::ffff:203.0.113.9", "10.0.0.1");
    private static final List<String> BESIDE =
            List.of("", "/", " ", "=", "(", "//", "?q=", "\"", "@", "-", "_", ".", "%2F");
    /** Of plain text: of others redaction also removes what it cannot parse. */
    private static final List<String> FIELDS = List.of("request_id", "user_agent.raw", "s3.key", "edge");

    private static final int EVENTS = 4_000;

    @TempDir
    Path folder;

    @Test
    void whatTheOneRemovesTheOtherFindsAndNothingIsLeft() {
        // Given
        Random random = new Random(20260304);
        ExportBinder binder = ExportBinder.forCurrentSchemas(new PlaceholderSecrets());
        ExportSpec spec = Drafts.of(
                        folder,
                        "format: { kind: json-lines }\n"
                                + "redact: [{ kind: drop-field, field: user }, { kind: drop-field, field: ip_address }]")
                .get(0);
        ExportVersion version = binder.bind("000000000000", spec);
        HiddenFields hidden = new HiddenFields(binder.edits(spec));
        LeakScan scan = new LeakScan();
        RowBuffer row = new RowBuffer();
        List<String> unseen = new ArrayList<>();
        List<String> left = new ArrayList<>();
        int removed = 0;

        // When
        for (int i = 0; i < EVENTS; i++) {
            String name = any(NAMES, random);
            String address = any(ADDRESSES, random);
            String text = any(BESIDE, random)
                    + spelled(random.nextBoolean() ? name : address, random, 0)
                    + any(BESIDE, random);
            Event event = new Event(version.type());
            event.setText(version.type().eventId(), "e" + i);
            event.setText(version.type().tenant(), "acme");
            event.setNumber(version.type().occurredAt(), 1_772_600_767_000_000L);
            event.setText(field(version, "user.username"), name);
            event.setText(field(version, "ip_address"), address);
            Field planted = field(version, any(FIELDS, random));
            event.setText(planted, text);
            List<HiddenValue> values = hidden.of(event);
            row.clear();
            assertThat(version.rows().make(event, row)).isTrue();
            String after = String.valueOf(event.text(planted));
            if (!after.equals(text)) {
                removed++;
                if (scan.find(values, List.of(new Cell("text", text))).stream()
                        .noneMatch(ScanAndRedactionTest::isLeak)) {
                    unseen.add(text + " -> " + after);
                }
            }
            if (scan.find(values, List.of(new Cell("text", after))).stream().anyMatch(ScanAndRedactionTest::isLeak)) {
                left.add(text + " -> " + after);
            }
        }

        // Then
        assertThat(removed).isGreaterThan(EVENTS / 3);
        assertThat(left).isEmpty();
        assertThat(unseen).isEmpty();
    }

    @Test
    void theHiddenValuesAreThoseOfTheFieldsThatTheSpecNames() {
        // Given
        ExportBinder binder = ExportBinder.forCurrentSchemas(new PlaceholderSecrets());
        ExportSpec spec = Drafts.of(
                        folder,
                        "format: { kind: csv }\nredact: [{ kind: drop-field, field: bytes }, { kind: drop-field, field:"
                                + " extensions }, { kind: drop-group, group: ip }, { kind: mask, field: user,"
                                + " part-of-name: keep }]")
                .get(0);
        List<FieldEdit> edits = binder.edits(spec);
        Event event = new Event(binder.type(spec.source()));
        event.setNumber(field(event, "bytes"), 4321);
        event.setText(field(event, "extensions"), "{\"key\":\"one\",\"n\":[2.5,true]}");
        event.setText(field(event, "ip_address"), "203.0.113.9, 10.0.0.1");
        event.setText(field(event, "forwarded_for"), "curl, for=\"[2001:db8::9]:443\"");
        event.setText(field(event, "user.username"), "bob");

        // When
        List<HiddenValue> values = new HiddenFields(edits).of(event);

        // Then
        assertThat(values)
                .containsExactlyInAnyOrder(
                        new HiddenValue("bytes", "4321", false, false),
                        new HiddenValue("extensions", "one", false, false),
                        new HiddenValue("extensions", "2.5", false, false),
                        new HiddenValue("ip_address", "203.0.113.9, 10.0.0.1", false, false),
                        new HiddenValue("ip_address", "203.0.113.9", false, false),
                        new HiddenValue("ip_address", "10.0.0.1", false, false),
                        new HiddenValue("forwarded_for", "[2001:db8::9]:443", false, true),
                        new HiddenValue("user.username", "bob", true, false));
    }

    private static boolean isLeak(Hit hit) {
        return hit.spelling().isPromised();
    }

    private static Field field(ExportVersion version, String path) {
        return version.type().field(path).orElseThrow();
    }

    private static Field field(Event event, String path) {
        return event.type().field(path).orElseThrow();
    }

    private static String any(List<String> list, Random random) {
        return list.get(random.nextInt(list.size()));
    }

    private static String spelled(String text, Random random, int depth) {
        String next = switch (random.nextInt(10)) {
            case 0 -> text.toUpperCase(Locale.ROOT);
            case 1 -> inBytes(text, '%', "%%%02x", random);
            case 2 -> inBytes(text, '\\', "\\x%02x", random);
            case 3 -> escaped(text, random);
            case 4 -> wide(text);
            case 5 -> Normalizer.normalize(text, Normalizer.Form.NFD);
            case 6 -> text.length() > 1 ? text.charAt(0) + "\u200b" + text.substring(1) : text;
            case 7 -> text.replace(" ", "\u00a0 ");
            case 8 -> text.replace("'", "\u2019");
            default -> text;
        };
        return depth == 3 || random.nextInt(3) == 0 ? next : spelled(next, random, depth + 1);
    }

    private static String inBytes(String text, char sign, String format, Random random) {
        StringBuilder encoded = new StringBuilder();
        for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
            boolean must = b < 0 || b == sign || b == '"';
            encoded.append(must || random.nextInt(3) == 0 ? format.formatted(b & 0xff) : String.valueOf((char) b));
        }
        return encoded.toString();
    }

    private static String escaped(String text, Random random) {
        StringBuilder escaped = new StringBuilder();
        for (char c : text.toCharArray()) {
            if (c == '"' || c == '\\') {
                escaped.append('\\').append(c);
            } else {
                escaped.append(c > 126 || random.nextInt(4) == 0 ? "\\u%04x".formatted((int) c) : String.valueOf(c));
            }
        }
        return escaped.toString();
    }

    private static String wide(String text) {
        StringBuilder wide = new StringBuilder();
        text.chars().forEach(c -> wide.append(c > ' ' && c < 0x7f ? (char) (c + 0xfee0) : (char) c));
        return wide.toString();
    }
}
