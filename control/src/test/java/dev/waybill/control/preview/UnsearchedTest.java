package dev.waybill.control.preview;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.waybill.config.ExportBinder;
import dev.waybill.contract.Source;
import dev.waybill.control.preview.leak.HiddenValue;
import dev.waybill.control.preview.leak.Hit;
import dev.waybill.control.preview.leak.LeakScan;
import dev.waybill.event.Event;
import dev.waybill.export.ExportVersion;
import dev.waybill.secrets.PlaceholderSecrets;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.assertj.core.groups.Tuple;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Events as a redaction would leave them that does not keep its promise: what leaks is told apart from what may stay. */
class UnsearchedTest {
    private static final String HIDDEN = "mallory";

    @TempDir
    Path folder;

    @Test
    void whatStandsInAFieldThatIsSearchedLeaks() throws IOException {
        assertThat(found(false, Map.of("uri", "/u/mallory", "referer", "/%6dallory")))
                .containsExactlyInAnyOrder(tuple("uri", true), tuple("referer", true));
    }

    @Test
    void whatIdentifiesTheEventMayStay() throws IOException {
        assertThat(found(false, Map.of("event_id", "mallory", "uri", "/")))
                .containsExactly(tuple("event_id", false));
    }

    @Test
    void whatThePlatformStatesMayStayWhereTheClientChoseTheValue() throws IOException {
        Map<String, String> event = Map.of("user.username", "mallory", "uri", "/");

        assertThat(found(true, event)).containsExactly(tuple("user.username", false));
        assertThat(found(false, event)).containsExactly(tuple("user.username", true));
    }

    @Test
    void inOneLineWhatLeaksIsToldApartFromWhatMayStay() throws IOException {
        // Given a line that holds the value twice
        List<Hit> hits = hits("{ kind: apache-combined }", true, Map.of("user.identifier", "mallory", "uri", "/mallory"));

        // Then
        assertThat(hits)
                .extracting(hit -> hit.spelling().isPromised(), Hit::count)
                .containsExactlyInAnyOrder(tuple(true, 1), tuple(false, 1));
    }

    private List<Tuple> found(boolean chosenByClient, Map<String, String> fields)
            throws IOException {
        return hits("{ kind: json-lines }", chosenByClient, fields).stream()
                .map(hit -> tuple(hit.place(), hit.spelling().isPromised()))
                .toList();
    }

    private List<Hit> hits(String format, boolean chosenByClient, Map<String, String> fields) throws IOException {
        ExportVersion version = ExportBinder.forCurrentSchemas(new PlaceholderSecrets())
                .bind("000000000000", Drafts.of(folder, "format: " + format).get(0));
        assertThat(version.source()).isEqualTo(Source.DOWNLOAD);
        Event after = new Event(version.type());
        after.setText(version.type().eventId(), "1");
        after.setText(version.type().tenant(), "acme");
        after.setNumber(version.type().occurredAt(), 1_772_600_767_000_317L);
        fields.forEach((path, text) ->
                after.setText(version.type().field(path).orElseThrow(), text));
        RowFiles files = new RowFiles(version);
        LeakScan scan = new LeakScan();
        HiddenValue value = new HiddenValue("field", HIDDEN, false, chosenByClient);
        List<Hit> hits = scan.find(List.of(value), files.cells(after));
        return new Unsearched(files, scan).toldApart(hits, after, List.of());
    }
}
