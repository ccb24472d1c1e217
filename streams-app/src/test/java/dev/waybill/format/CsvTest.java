package dev.waybill.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.waybill.columns.OptionProblem;
import dev.waybill.event.Event;
import dev.waybill.event.EventType;
import dev.waybill.format.row.PartWriter;
import dev.waybill.format.row.RowBuffer;
import dev.waybill.kind.format.Compression;
import dev.waybill.kind.format.CsvSpec;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class CsvTest {
    private static final Csv PLAIN = new Csv(new CsvSpec(List.of("default"), false, Compression.NONE));

    @Test
    void writesCloudsmithsTwentyColumnsForDownloads() throws IOException {
        // When
        String part = part(PLAIN, SampleEvents.download());

        // Then
        assertThat(part).isEqualTo("""
                        datetime,repository,status,method,uri,host,ip_address,bytes,city,country,edge,eula,format,package,recorded,referer,request_id,token,user,user_agent
                        2026-03-04T05:06:07+00:00,acme/tools,200,GET,/python/widget-1.2.0.whl,dl.example.test,203.0.113.9,48213,Auckland,NZ,AKL50-C1,,Python,pk4Q9zT1aB,2026-03-04T05:11:02.000317+00:00,,req-7f3a,tk88Zw,us31Qe,pip/24.0
                        """);
    }

    @Test
    void writesElevenColumnsForAuditEvents() throws IOException {
        // When
        String part = part(PLAIN, SampleEvents.audit());

        // Then
        assertThat(part).isEqualTo("""
                        event_id,event_group,event_type,occurred_at,actor,actor_kind,object_kind,object_id,channel,source_ip,detail
                        e-0192,artifact,artifact_downloaded,2026-03-04T05:06:07Z,mia,user,artifact,numpy-2.1.0,main,203.0.113.9,"{""size"":18231}"
                        """);
    }

    @Test
    void quotesOnlyWhereRfc4180Demands() {
        assertThat(uriField("a,b")).isEqualTo("\"a,b\"");
        assertThat(uriField("say \"x\"")).isEqualTo("\"say \"\"x\"\"\"");
        assertThat(uriField("plain text; with | others")).isEqualTo("plain text; with | others");
    }

    @Test
    void escapesWhateverCouldBreakALine() {
        assertThat(uriField("a\nb\r\nc\td\0e\u007ff\u0085g\u2028h\u2029i"))
                .isEqualTo("a\\nb\\r\\nc\\td\\u0000e\\u007ff\\u0085g\\u2028h\\u2029i");
        assertThat(uriField("back\\slash")).isEqualTo("back\\slash");
        assertThat(uriField("é 漢 😀")).isEqualTo("é 漢 😀");
    }

    @Test
    void replacesBytesThatAreNotUtf8() {
        assertThat(uriField(new byte[] {'a', (byte) 0xff, 'b', (byte) 0xc3, 'c', (byte) 0xe2, (byte) 0x80}))
                .isEqualTo("a\uFFFDb\uFFFDc\uFFFD\uFFFD");
        assertThat(uriField(new byte[] {(byte) 0xed, (byte) 0xa0, (byte) 0x80})).isEqualTo("\uFFFD\uFFFD\uFFFD");
    }

    @Test
    void guardsTextButNotNumbersAgainstFormulas() {
        // Given
        Csv guarded = new Csv(new CsvSpec(List.of("uri", "bytes", "referer"), true, Compression.NONE));
        Event event =
                SampleEvents.event(SampleEvents.DOWNLOAD, "uri", "=HYPERLINK(\"x\",1)", "bytes", -5L, "referer", "-");

        // When
        String row = row(guarded, event);

        // Then
        assertThat(row).isEqualTo("\"'=HYPERLINK(\"\"x\"\",1)\",-5,-\n");
    }

    @Test
    void leavesNoLineWithoutCharacters() {
        assertThat(row(new Csv(new CsvSpec(List.of("uri"), false, Compression.NONE)), new Event(SampleEvents.DOWNLOAD)))
                .isEqualTo("\"\"\n");
    }

    @Test
    void takesNamesAndDottedPathsInTheOrderGiven() throws IOException {
        // Given
        Csv csv = new Csv(
                new CsvSpec(List.of("location.city", "repository_name", "occurred_at"), false, Compression.NONE));

        // When
        String part = part(csv, SampleEvents.download());

        // Then
        assertThat(part).isEqualTo("location.city,repository_name,occurred_at\nAuckland,tools,2026-03-04T05:06:07Z\n");
    }

    @Test
    void writesAllFieldsInSchemaOrder() throws IOException {
        // When
        String part = part(new Csv(new CsvSpec(List.of("all"), false, Compression.NONE)), SampleEvents.audit());

        // Then
        assertThat(part.lines().findFirst().orElseThrow().split(","))
                .containsExactly(SampleEvents.AUDIT.fields().stream()
                        .map(field -> field.path())
                        .toArray(String[]::new));
    }

    @Test
    void suggestsTheColumnThatWasMeant() {
        // Given
        Csv csv =
                new Csv(new CsvSpec(List.of("locaton.city", "status", "status", "nonsense"), false, Compression.NONE));

        // When
        List<OptionProblem> problems = csv.spec().problems(SampleEvents.DOWNLOAD.leaves());

        // Then
        assertThat(problems)
                .containsExactly(
                        new OptionProblem(
                                "columns",
                                "locaton.city",
                                "unknown column of DownloadEvent events",
                                "did you mean \"location.city\"?"),
                        new OptionProblem("columns", "status", "column is listed twice", "list it once"),
                        new OptionProblem(
                                "columns",
                                "nonsense",
                                "unknown column of DownloadEvent events",
                                "use default, all, lakefs, or a list of column names and dotted paths"));
    }

    @Test
    void refusesAnEmptyListOfColumns() {
        assertThatThrownBy(() -> new Csv(new CsvSpec(List.of(), false, Compression.NONE)))
                .hasMessage("columns must not be empty");
    }

    private static String uriField(Object value) {
        String row = row(
                new Csv(new CsvSpec(List.of("uri"), false, Compression.NONE)),
                SampleEvents.event(SampleEvents.DOWNLOAD, "uri", value));
        return row.substring(0, row.length() - 1);
    }

    private static String row(OutputFormat format, Event event) {
        RowBuffer out = new RowBuffer();
        format.rowEncoder(event.type()).encode(event, out);
        return new String(out.array(), 0, out.length(), StandardCharsets.UTF_8);
    }

    private static String part(OutputFormat format, Event event) throws IOException {
        EventType type = event.type();
        RowBuffer row = new RowBuffer();
        format.rowEncoder(type).encode(event, row);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        PartWriter writer = format.open(type, 1 << 20, out);
        writer.row(row.array(), 0, row.length());
        writer.finish();
        return out.toString(StandardCharsets.UTF_8);
    }
}
