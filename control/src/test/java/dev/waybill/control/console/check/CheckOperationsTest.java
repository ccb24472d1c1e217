package dev.waybill.control.console.check;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.waybill.catalog.record.PauseScope;
import dev.waybill.catalog.snapshot.CatalogSnapshot;
import dev.waybill.contract.ExportId;
import dev.waybill.contract.Source;
import dev.waybill.control.apply.Applier;
import dev.waybill.control.apply.FakeTarget;
import dev.waybill.control.apply.Folder;
import dev.waybill.control.apply.Progress;
import dev.waybill.control.apply.TargetCluster;
import dev.waybill.control.console.audit.ConsoleEvent;
import dev.waybill.control.console.change.Audited;
import dev.waybill.control.console.change.ChangeCluster;
import dev.waybill.control.console.change.Resolver;
import dev.waybill.control.console.change.SpecChanges;
import dev.waybill.control.console.checkup.Checkup;
import dev.waybill.control.console.checkup.WatchedExport;
import dev.waybill.control.console.http.Answer;
import dev.waybill.control.console.http.Asking;
import dev.waybill.control.doctor.CheckResult;
import dev.waybill.control.doctor.DoctorReport;
import dev.waybill.control.doctor.ExportReport;
import dev.waybill.control.doctor.check.Diagnosis;
import dev.waybill.control.doctor.check.Outcome;
import dev.waybill.control.pause.KnownExports;
import dev.waybill.control.pause.PauseReport;
import dev.waybill.control.preview.PreviewReport;
import dev.waybill.spec.ExportSpec;
import dev.waybill.spec.destination.S3Destination;
import dev.waybill.topics.TopicPlan;
import dev.waybill.topics.TopicSettings;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CheckOperationsTest {
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-03-04T05:10:00Z"), ZoneOffset.UTC);
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    Path root;

    private final FakeTarget target = new FakeTarget();
    private final List<ConsoleEvent> events = new ArrayList<>();
    private final List<PreviewRuns.Size> sizes = new ArrayList<>();
    private final List<ExportId> previewed = new ArrayList<>();
    private Optional<Checkup> checkup = Optional.empty();
    private Runnable during = () -> {};
    private Asking asking;

    @BeforeEach
    void apply() {
        Folder folder = new Folder(root)
                .tenant("acme", "redact: [ { kind: truncate-ip, ipv4: 24, ipv6: 48 } ]")
                .tenant("globex");
        new Applier(target, CLOCK, Progress.NONE).apply(folder.request());
        Audited audited = new Audited(events::add, CLOCK);
        OnePreviewAtATime previews = new OnePreviewAtATime(this::preview);
        SpecChanges changes = new SpecChanges(
                new OneCluster(target),
                exports -> TopicPlan.of(exports, TopicSettings.EMBEDDED),
                secret -> "s",
                Resolver.SYSTEM,
                previews,
                CLOCK);
        asking = new Asking(
                List.of(
                        new RunDoctor((tenant, export) -> doctor(tenant), audited),
                        new ReadDoctor(id -> checkup),
                        new RunPreview(previews, changes, target::snapshot)),
                CLOCK);
    }

    @Test
    void aTenantIsShownWhatConcernsItsAccountOnly() {
        // When
        JsonNode operators = Asking.tree(asking.post(Asking.OPERATOR, "/api/v1/tenants/acme/doctor", "{}"));
        JsonNode tenants = Asking.tree(asking.post(Asking.ACME, "/api/v1/tenants/acme/doctor", "{}"));

        // Then
        assertThat(operators.at("/exports/0/checks").findValuesAsText("check"))
                .containsExactly("put-below-prefix", "export-topic");
        assertThat(operators.path("well").asBoolean()).isFalse();
        assertThat(tenants.at("/exports/0/checks").findValuesAsText("check")).containsExactly("put-below-prefix");
        assertThat(tenants.path("well").asBoolean()).isTrue();
        assertThat(events).extracting(ConsoleEvent::type).containsExactly("account_checked", "account_checked");
    }

    @Test
    void whatTheDoctorFoundLastIsShownToItsOwnTenantOnly() {
        // Given
        String path = "/api/v1/tenants/acme/exports/downloads/doctor";
        Answer before = asking.get(Asking.ACME, path);
        checkup = Optional.of(Checkup.of(
                new WatchedExport(
                        new ExportId("acme", "downloads"),
                        S3Destination.ofRole("acme-logs", "", "eu-west-1", "arn:aws:iam::111122223333:role/Logs"),
                        CLOCK.instant()),
                CLOCK.instant(),
                doctor("acme").exports().get(0)));

        // When
        JsonNode operators = Asking.tree(asking.get(Asking.OPERATOR, path));
        JsonNode tenants = Asking.tree(asking.get(Asking.ACME, path));

        // Then
        assertThat(before.status()).isEqualTo(404);
        assertThat(operators.at("/exports/0/checks").findValuesAsText("check"))
                .containsExactly("put-below-prefix", "export-topic");
        assertThat(tenants.at("/exports/0/checks").findValuesAsText("check")).containsExactly("put-below-prefix");
        assertThat(asking.get(Asking.GLOBEX, path).status()).isEqualTo(403);
        assertThat(events).as("nobody has looked now").isEmpty();
    }

    @Test
    void whereNoVersionRulesThereIsNothingToTry() {
        // When
        Answer answer = asking.post(Asking.OPERATOR, "/api/v1/tenants/nobody/doctor", "{}");

        // Then
        assertThat(answer.status()).isEqualTo(404);
    }

    @Test
    void exportsAsTheyAreAreShownWithRowsADraftIsNot() {
        // Given
        String draft = body("""
                tenant: acme
                exports:
                  - { id: downloads, source: download, format: { kind: csv }, destination: { kind: file, directory: /tmp/acme } }
                """);

        // When
        Answer asIs = asking.post(Asking.ACME, "/api/v1/tenants/acme/preview", "{\"samples\":4,\"lines\":6}");
        Answer drafted = asking.post(Asking.OPERATOR, "/api/v1/tenants/acme/preview", draft);

        // Then
        assertThat(List.of(asIs.status(), drafted.status())).containsOnly(200);
        assertThat(sizes).containsExactly(new PreviewRuns.Size(1_000, 4, 6), new PreviewRuns.Size(1_000, 0, 0));
        assertThat(previewed).containsExactly(new ExportId("acme", "downloads"), new ExportId("acme", "downloads"));
    }

    @Test
    void aTenantLearnsNothingOfWhatOthersSendAndPreviewsNoDraftUnlessItMayEdit() {
        // When
        JsonNode operators = Asking.tree(asking.post(Asking.OPERATOR, "/api/v1/tenants/acme/preview", "{}"));
        JsonNode tenants = Asking.tree(asking.post(Asking.ACME, "/api/v1/tenants/acme/preview", "{}"));
        Answer draft = asking.post(Asking.ACME, "/api/v1/tenants/acme/preview", body("tenant: acme\nexports: []\n"));

        // Then
        assertThat(operators.has("sources")).isTrue();
        assertThat(operators.path("notes").toString()).contains("ACME_HMAC");
        assertThat(tenants.fieldNames()).toIterable().containsExactly("leaks", "exports");
        assertThat(draft.status()).isEqualTo(403);
    }

    @Test
    void onePreviewIsMadeAtATime() {
        // Given
        List<Answer> second = new ArrayList<>();
        during = () -> {
            during = () -> {};
            second.add(asking.post(Asking.OPERATOR, "/api/v1/tenants/globex/preview", "{}"));
        };

        // When
        Answer first = asking.post(Asking.ACME, "/api/v1/tenants/acme/preview", "{}");

        // Then
        assertThat(first.status()).isEqualTo(200);
        assertThat(second).extracting(Answer::status).containsExactly(503);
        assertThat(asking.post(Asking.OPERATOR, "/api/v1/tenants/globex/preview", "{}")
                        .status())
                .isEqualTo(200);
    }

    private static String body(String yaml) {
        return JSON.createObjectNode().put("yaml", yaml).toString();
    }

    private DoctorReport doctor(String tenant) {
        List<CheckResult> results = List.of(
                new CheckResult(
                        "put-below-prefix", new Diagnosis(Outcome.PASSED, "an object was put", "", Optional.empty())),
                new CheckResult(
                        "export-topic",
                        new Diagnosis(Outcome.FAILED, "there is no topic", "run apply", Optional.empty())));
        return new DoctorReport(
                CLOCK.instant(),
                tenant.equals("acme")
                        ? List.of(new ExportReport(new ExportId("acme", "downloads"), "s3://acme-logs/", results))
                        : List.of());
    }

    private PreviewReport preview(
            List<ExportSpec> exports, dev.waybill.catalog.record.PlatformSettings settings, PreviewRuns.Size size) {
        sizes.add(size);
        exports.forEach(export -> previewed.add(export.exportId()));
        during.run();
        PreviewReport.SourceRead read = new PreviewReport.SourceRead(
                Source.DOWNLOAD, 1_000_000, 10, new TreeMap<>(), new TreeMap<>(), List.of());
        return new PreviewReport(List.of(read), List.of(), List.of("the key ${env:ACME_HMAC} is not here"));
    }

    /** Only drafts are read. */
    private record OneCluster(FakeTarget target) implements ChangeCluster {
        @Override
        public <T> T target(Function<TargetCluster, T> work) {
            return work.apply(target);
        }

        @Override
        public CatalogSnapshot catalog() {
            return target.snapshot();
        }

        @Override
        public PauseReport pause(Function<KnownExports, PauseScope> scope, String by, String why) {
            throw new AssertionError("nothing is paused");
        }

        @Override
        public PauseReport resume(Function<KnownExports, PauseScope> scope, String by, String why) {
            throw new AssertionError("nothing is resumed");
        }

        @Override
        public Map<String, Long> retry(ExportId export) {
            throw new AssertionError("nothing is retried");
        }
    }
}
