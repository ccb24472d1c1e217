package dev.waybill.format;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.columns.CefColumns;
import dev.waybill.columns.ColumnDefinition;
import dev.waybill.event.Event;
import dev.waybill.event.EventType;
import dev.waybill.kind.format.CefSpec;
import dev.waybill.kind.format.Compression;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Header, escapes, names of keys and lengths of ArcSight's Common Event Format, version 0. */
class CefTest {
    /** Keys of ArcSight's dictionary that a mapping may use. */
    private static final Set<String> DICTIONARY = Set.of(
            "rt",
            "externalId",
            "src",
            "c6a2Label",
            "c6a2",
            "shost",
            "suid",
            "suser",
            "dhost",
            "request",
            "requestMethod",
            "requestClientApplication",
            "requestContext",
            "out",
            "outcome",
            "cn1Label",
            "cn1",
            "cat",
            "cs1Label",
            "cs1",
            "cs2Label",
            "cs2",
            "cs3Label",
            "cs3",
            "cs4Label",
            "cs4",
            "cs5Label",
            "cs5",
            "cs6Label",
            "cs6");
    /** An equals sign in a value has a backslash before it. */
    private static final String BEFORE_A_KEY = " (?=[A-Za-z0-9]+=)";

    static List<EventType> types() {
        return List.of(SampleEvents.DOWNLOAD, SampleEvents.AUDIT);
    }

    @ParameterizedTest
    @MethodSource("types")
    void usesKeysOfTheDictionaryOnly(EventType type) {
        assertThat(CefColumns.extension(type.leaves()))
                .extracting(ColumnDefinition::name)
                .flatExtracting(name -> List.of(name.replaceAll("=.* ", " ").split(" ")))
                .isSubsetOf(DICTIONARY);
    }

    @Test
    void readersFindEveryValueAgain() {
        Event event = SampleEvents.download();
        SampleEvents.set(event, "uri", "/a|b?x=1&y=\\ z\nnext");
        SampleEvents.set(event, "user_agent.raw", "a=b c=d");

        Map<String, String> pairs = pairs(line(event));

        assertThat(pairs)
                .containsEntry("rt", "1772600767000")
                .containsEntry("request", "/a|b?x=1&y=\\ z\nnext")
                .containsEntry("requestClientApplication", "a=b c=d")
                .containsEntry("outcome", "success")
                .containsEntry("cn1", "200")
                .containsEntry("cn1Label", "status")
                .containsEntry("src", "203.0.113.9")
                .doesNotContainKey("c6a2");
    }

    @Test
    void anIpv6AddressHasAKeyOfItsOwn() {
        Event event = SampleEvents.download();
        SampleEvents.set(event, "ip_address", "2001:db8::1");

        assertThat(pairs(line(event)))
                .containsEntry("c6a2", "2001:db8::1")
                .containsEntry("c6a2Label", "Source IPv6 Address")
                .doesNotContainKey("src");
    }

    @Test
    void theHeaderHasEightPartsWhateverTheEventIsCalled() {
        Event event = SampleEvents.download();
        SampleEvents.set(event, "event_type", "odd|name\\with\nlines=1");

        String line = line(event);

        assertThat(line)
                .startsWith("CEF:0|Waybill|Waybill|2|odd\\|name\\\\with lines=1|odd\\|name\\\\with lines=1|2|rt=");
        assertThat(line.split("(?<!\\\\)\\|")).hasSize(8);
    }

    @Test
    void textIsCutAtTheLengthOfItsKey() {
        Event event = SampleEvents.download();
        SampleEvents.set(event, "event_id", "é".repeat(50));
        SampleEvents.set(event, "event_type", "t".repeat(2_000));
        SampleEvents.set(event, "uri", "=".repeat(1_023) + "x");
        SampleEvents.set(event, "referer", "r".repeat(3_000));
        SampleEvents.set(event, "repository", "漢".repeat(5_000));
        SampleEvents.set(event, "user.username", "u".repeat(2_000));

        String line = line(event);

        Map<String, String> pairs = pairs(line);
        assertThat(pairs.get("externalId")).isEqualTo("é".repeat(40));
        assertThat(pairs.get("request")).isEqualTo("=".repeat(1_023));
        assertThat(pairs.get("requestContext")).hasSize(2_048);
        assertThat(pairs.get("cs3")).isEqualTo("漢".repeat(4_000));
        assertThat(pairs.get("suser")).hasSize(1_023);
        assertThat(line.split("\\|")[4]).hasSize(1_023);
        assertThat(line.split("\\|")[5]).hasSize(512);
    }

    @Test
    void anUnknownOutcomeIsLeftOut() {
        assertThat(pairs(line(SampleEvents.bare(SampleEvents.DOWNLOAD))))
                .containsOnlyKeys("rt", "externalId", "cs1Label", "cs1");
    }

    private static String line(Event event) {
        Cef format = new Cef(new CefSpec("Waybill", "Waybill", Compression.NONE));
        return Parts.text(format, Parts.write(format, event.type(), List.of(event)))
                .stripTrailing();
    }

    /** The extension's pairs, unescaped. */
    private static Map<String, String> pairs(String line) {
        String extension = line.split("(?<!\\\\)\\|", 8)[7];
        Map<String, String> pairs = new LinkedHashMap<>();
        for (String pair : extension.split(BEFORE_A_KEY)) {
            String[] halves = pair.split("=", 2);
            pairs.put(
                    halves[0],
                    halves[1].replace("\\n", "\n").replace("\\=", "=").replace("\\\\", "\\"));
        }
        return pairs;
    }
}
