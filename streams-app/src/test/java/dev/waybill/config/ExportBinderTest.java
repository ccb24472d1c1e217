package dev.waybill.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.contract.Delivery;
import dev.waybill.contract.ExportId;
import dev.waybill.contract.Source;
import dev.waybill.event.Event;
import dev.waybill.export.ExportVersion;
import dev.waybill.format.row.RowBuffer;
import dev.waybill.kind.layout.DefaultSpec;
import dev.waybill.kind.layout.S3PartitionedSpec;
import dev.waybill.layout.Default;
import dev.waybill.layout.S3Partitioned;
import dev.waybill.secrets.PlaceholderSecrets;
import dev.waybill.secrets.SecretReferences;
import dev.waybill.select.Verdict;
import dev.waybill.spec.ExportSpec;
import dev.waybill.spec.KindSpec;
import dev.waybill.spec.ScheduleSpec;
import dev.waybill.spec.SelectSpec;
import dev.waybill.spec.SelectSpec.IncludeExclude;
import dev.waybill.spec.destination.FileDestination;
import dev.waybill.spec.yaml.Place;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class ExportBinderTest {
    private final ExportBinder binder = ExportBinder.forCurrentSchemas(
            new SecretReferences(Map.of("ACME_HMAC", "0123456789abcdef0123456789abcdef")));

    @Test
    void makesAFinishedExport() {
        // Given
        ExportSpec spec = spec(
                "downloads",
                SelectSpec.ALL,
                List.of(new KindSpec("hash", Map.of("field", "user", "key", "${env:ACME_HMAC}"))),
                new KindSpec("csv", Map.of()),
                "daily");

        // When
        ExportVersion export = binder.bind("5b89a8131b01", spec);

        // Then
        Event event = new Event(export.type());
        event.setText(export.type().field("user.identifier").orElseThrow(), "bob");
        assertThat(export.configVersion()).isEqualTo("5b89a8131b01");
        assertThat(export.select(event)).isEqualTo(Verdict.TAKEN);
        assertThat(export.rows().make(event, new RowBuffer())).isTrue();
        assertThat(event.text(export.type().field("user.identifier").orElseThrow()))
                .hasSize(64);
        assertThat(export.format().extension()).isEqualTo(".csv.gz");
        assertThat(export.windowAt(0).end()).isEqualTo("1970-01-02T00:00:00Z");
    }

    @Test
    void reportsAllProblemsOfAllExportsAtOnce() {
        // Given
        ExportSpec first = spec(
                "first",
                new SelectSpec(IncludeExclude.ALL, List.of("artefact"), List.of(), List.of()),
                List.of(
                        new KindSpec("drop-field", Map.of("field", "locaton.city")),
                        new KindSpec("hash", Map.of("field", "user", "key", "${env:NO_SUCH}"))),
                new KindSpec("json-line", Map.of()),
                "0 0 30 2 *");
        ExportSpec second = spec(
                "second",
                SelectSpec.ALL,
                List.of(new KindSpec("drop", Map.of())),
                new KindSpec("csv", Map.of("columns", List.of("datetime", "stauts"))),
                "hourly");

        // When, Then
        assertThat(binder.problems(List.of(first, second), (id, below) -> Place.of(id.export(), below)))
                .extracting(problem ->
                        problem.place().file() + " " + problem.place().path() + " " + problem.text())
                .containsExactly(
                        "first select.event-types[0] is not a known event type or group: \"artefact\";"
                                + " did you mean \"artifact\"?",
                        "first redact[0].field DownloadEvent has no such field: \"locaton.city\";"
                                + " did you mean \"location.city\"?",
                        "first redact[1] the environment variable NO_SUCH is not set; set it",
                        "first format.kind unknown output format: \"json-line\";" + " did you mean \"json-lines\"?",
                        "first schedule.every never fires: \"0 0 30 2 *\"; there is no such date",
                        "second redact[0].kind unknown redaction: \"drop\";"
                                + " allowed: drop-field, drop-group, hash, mask, truncate-ip",
                        "second format.columns unknown column of DownloadEvent events: \"stauts\";"
                                + " did you mean \"status\"?");
    }

    @Test
    void aKeyThatIsNotTheOneThatTheSpecMeansIsAProblem() {
        // Given
        List<ExportSpec> specs = List.of(hashing("right", "dee1e554bf8c"), hashing("other", "25b34de3e595"));

        // When, Then
        assertThat(binder.problems(specs, (id, below) -> Place.of(id.export(), below)))
                .extracting(problem ->
                        problem.place().file() + " " + problem.place().path() + " " + problem.text())
                .containsExactly(
                        "other redact[0] the key ${env:ACME_HMAC} has the fingerprint dee1e554bf8c, but the spec"
                                + " states 25b34de3e595; give this process the key that the spec means, a new key needs a new"
                                + " version of the spec");
    }

    /** Who checks specs need not have their secrets. */
    @Test
    void aKeyThatIsNotThereIsTakenForTheOneThatIsMeant() {
        assertThat(ExportBinder.forCurrentSchemas(new PlaceholderSecrets())
                        .problems(List.of(hashing("right", "dee1e554bf8c")), (id, below) -> Place.of("", below)))
                .isEmpty();
    }

    /** Between a check and its use the key could become another one. */
    @Test
    void usesTheKeyThatWasChecked() {
        // Given
        AtomicInteger asked = new AtomicInteger();
        ExportBinder changing = ExportBinder.forCurrentSchemas(
                reference -> "0123456789abcdef0123456789abcde" + (asked.getAndIncrement() == 0 ? 'f' : '0'));

        // When
        ExportVersion export = changing.bind("5b89a8131b01", hashing("downloads", "dee1e554bf8c"));

        // Then
        Event event = new Event(export.type());
        event.setText(export.type().field("user.identifier").orElseThrow(), "bob");
        assertThat(export.rows().make(event, new RowBuffer())).isTrue();
        assertThat(event.text(export.type().field("user.identifier").orElseThrow()))
                .as("printf %%s bob | openssl dgst -sha256 -hmac 0123456789abcdef0123456789abcdef")
                .isEqualTo("643cdfc83364b72c5248ec2d45e7cd58caf99310228f3c6a590bd299519248a7");
        assertThat(asked).hasValue(1);
    }

    @Test
    void bindsTheLayoutOfNames() {
        // Given
        KindSpec layout = new KindSpec(
                "s3-partitioned",
                Map.of("account", "111122223333", "region", "eu-west-1", "source-bucket", "acme-tools"));

        // When
        ExportVersion export = binder.bind("5b89a8131b01", spec(layout));

        // Then
        assertThat(export.layout())
                .isEqualTo(new S3Partitioned(new S3PartitionedSpec("111122223333", "eu-west-1", "acme-tools")));
        assertThat(binder.bind("5b89a8131b01", spec(ExportSpec.DEFAULT_LAYOUT)).layout())
                .isEqualTo(new Default(new DefaultSpec()));
    }

    @Test
    void saysWhichOptionOfALayoutIsWrong() {
        // Given
        List<ExportSpec> specs = List.of(
                spec(new KindSpec("hive", Map.of())),
                spec(new KindSpec("lakefs", Map.of())),
                spec(new KindSpec("template", Map.of("path", "{tenat}/{file}"))),
                spec(new KindSpec("security-lake", Map.of("source", "waybill", "region", "eu/west"))));

        // When, Then
        assertThat(binder.problems(specs, (id, below) -> Place.of(id.export(), below)))
                .extracting(problem -> problem.place().path() + " " + problem.text())
                .containsExactly(
                        "layout.kind unknown layout: \"hive\"; allowed: default, flat, s3-simple,"
                                + " s3-partitioned, lakefs, security-lake, template",
                        "layout.region is required but missing",
                        "layout.path has an unknown placeholder {tenat}: \"{tenat}/{file}\";"
                                + " did you mean \"tenant\"?",
                        "layout.region must be one plain word: \"eu/west\"; 1 to 63 of A-Z, a-z,"
                                + " 0-9, dot, underscore and hyphen");
    }

    private static ExportSpec hashing(String id, String fingerprint) {
        KindSpec hash =
                new KindSpec("hash", Map.of("field", "user", "key", "${env:ACME_HMAC}", "fingerprint", fingerprint));
        return spec(id, SelectSpec.ALL, List.of(hash), new KindSpec("csv", Map.of()), "hourly");
    }

    private static ExportSpec spec(KindSpec layout) {
        return spec("downloads", SelectSpec.ALL, List.of(), new KindSpec("csv", Map.of()), layout, "hourly");
    }

    private static ExportSpec spec(String id, SelectSpec select, List<KindSpec> redact, KindSpec format, String every) {
        return spec(id, select, redact, format, ExportSpec.DEFAULT_LAYOUT, every);
    }

    private static ExportSpec spec(
            String id, SelectSpec select, List<KindSpec> redact, KindSpec format, KindSpec layout, String every) {
        return new ExportSpec(
                new ExportId("acme", id),
                Source.DOWNLOAD,
                true,
                select,
                redact,
                format,
                layout,
                new ScheduleSpec(every, ZoneOffset.UTC, ScheduleSpec.DEFAULT_GRACE),
                1 << 20,
                true,
                Delivery.DEDICATED,
                new FileDestination(Path.of("/data"), ""),
                Map.of());
    }
}
