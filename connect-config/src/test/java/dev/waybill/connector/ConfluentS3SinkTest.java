package dev.waybill.connector;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.Golden;
import dev.waybill.TestExports;
import dev.waybill.contract.Delivery;
import dev.waybill.contract.ExportId;
import dev.waybill.spec.ExportSpec;
import dev.waybill.spec.destination.ExternalIds;
import dev.waybill.spec.destination.FileDestination;
import dev.waybill.spec.destination.S3Destination;
import dev.waybill.spec.yaml.Problem;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ConfluentS3SinkTest {
    private static final S3Destination BUCKET = TestExports.s3("acme-logs", "client-logs");
    private static final ExportSpec DOWNLOADS = TestExports.export("acme", "downloads", BUCKET);

    private final List<Problem> problems = new ArrayList<>();
    private final ConfluentS3Sink sink = new ConfluentS3Sink(
            new ExternalIds(Map.of("acme", "external-id-of-acme", "a".repeat(63), "external-id-of-a")));

    @Test
    void rendersOneRecordOneObject() {
        List<Connector> connectors = sink.connectors(List.of(DOWNLOADS), Map.of(), problems::add);

        assertThat(problems).isEmpty();
        assertThat(connectors).hasSize(1);
        Golden.assertMatches(
                "connectors/confluent-plain.json", connectors.get(0).json());
    }

    @Test
    void rendersEncryptionAclAndEndpoint() {
        S3Destination destination = new S3Destination(
                "acme-logs",
                "",
                "eu-west-1",
                Optional.of(TestExports.ROLE),
                Optional.empty(),
                Optional.of("arn:aws:kms:eu-west-1:111122223333:key/5f1c"),
                false,
                Optional.of("bucket-owner-full-control"),
                Optional.empty(),
                Map.of(),
                Optional.of(URI.create("http://store:9000")),
                true,
                true,
                true);

        List<Connector> connectors =
                sink.connectors(List.of(TestExports.export("acme", "downloads", destination)), Map.of(), problems::add);

        assertThat(problems).isEmpty();
        Golden.assertMatches(
                "connectors/confluent-all-settings.json", connectors.get(0).json());
    }

    @Test
    void oneConnectorServesAllExportsWithTheSameBucketPrefixRoleAndExtension() {
        ExportSpec second = TestExports.export("acme", "a-second", BUCKET);
        ExportSpec otherPrefix = TestExports.export("acme", "other", TestExports.s3("acme-logs", "audit-logs"));

        List<Connector> connectors = sink.connectors(List.of(DOWNLOADS, otherPrefix, second), Map.of(), problems::add);

        assertThat(problems).isEmpty();
        assertThat(connectors)
                .extracting(connector -> connector.config().get("topics"))
                .containsExactlyInAnyOrder("export.acme.a-second,export.acme.downloads", "export.acme.other");
        assertThat(connectors)
                .isEqualTo(sink.connectors(List.of(second, otherPrefix, DOWNLOADS), Map.of(), problems::add));
    }

    @Test
    void keepsTheConnectorsNameWhenExportsCome() {
        ExportSpec second = TestExports.export("acme", "a-second", BUCKET);

        String alone = sink.connectors(List.of(DOWNLOADS), Map.of(), problems::add)
                .get(0)
                .name();
        String together = sink.connectors(List.of(second, DOWNLOADS), Map.of(), problems::add)
                .get(0)
                .name();

        assertThat(together).isEqualTo(alone).startsWith("waybill-s3-acme-");
    }

    @Test
    void appliesGlobalOverridesAndThoseOfTheExportOverThem() {
        ExportSpec tuned = TestExports.export(
                "acme", "downloads", Delivery.DEDICATED, BUCKET, Map.of("tasks.max", "3", "s3.part.retries", "9"));

        List<Connector> connectors = sink.connectors(
                List.of(tuned), Map.of("tasks.max", "2", "consumer.override.max.poll.records", "1"), problems::add);

        assertThat(problems).isEmpty();
        assertThat(connectors.get(0).config())
                .containsEntry("tasks.max", "3")
                .containsEntry("s3.part.retries", "9")
                .containsEntry("consumer.override.max.poll.records", "1");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "s3.bucket.name",
                "s3.region",
                "s3.credentials.provider.sts.role.arn",
                "s3.credentials.provider.sts.role.external.id",
                "s3.credentials.provider.class",
                "aws.access.key.id",
                "topics",
                "topics.regex",
                "topics.dir",
                "store.url",
                "format.class",
                "format.bytearray.separator",
                "flush.size",
                "rotate.interval.ms",
                "transforms",
                "value.converter",
                "consumer.override.isolation.level",
                "name"
            })
    void refusesOverridesOfWhatMustNotChange(String key) {
        ExportSpec tuned =
                TestExports.export("acme", "downloads", Delivery.DEDICATED, BUCKET, Map.of(key, "something"));
        String before = sink.connectors(List.of(DOWNLOADS), Map.of(), problems::add)
                .get(0)
                .json();

        List<Connector> connectors = sink.connectors(List.of(tuned), Map.of(key, "something"), problems::add);

        assertThat(connectors.get(0).json()).isEqualTo(before);
        assertThat(problems)
                .extracting(problem ->
                        problem.place().file() + " " + problem.place().path())
                .containsExactly(
                        "platform.yaml connectors.confluent-s3-sink.overrides." + key,
                        "acme/downloads connector." + key);
        assertThat(problems).allSatisfy(problem -> {
            assertThat(problem.message()).isEqualTo("cannot be overridden");
            assertThat(problem.hint()).isNotEmpty();
        });
    }

    @Test
    void refusesSmallUploadParts() {
        sink.connectors(List.of(), Map.of("s3.part.size", "1048576", "s3.part.retries", "0"), problems::add);

        assertThat(problems)
                .extracting(Problem::text)
                .containsExactly(
                        "must be a whole number of at least 5242880: \"1048576\"",
                        "must be a whole number of at least 1: \"0\"");
    }

    @Test
    void refusesContradictingOverridesOfExportsInOneConnector() {
        ExportSpec one = TestExports.export("acme", "one", Delivery.DEDICATED, BUCKET, Map.of("tasks.max", "1"));
        ExportSpec two = TestExports.export("acme", "two", Delivery.DEDICATED, BUCKET, Map.of("tasks.max", "2"));

        sink.connectors(List.of(one, two), Map.of(), problems::add);

        assertThat(problems)
                .extracting(Problem::message)
                .containsExactly("differs from another export of the same connector");
    }

    @Test
    void refusesExportsThatDifferOnlyInWhatAConnectorHasOnce() {
        S3Destination encrypted = new S3Destination(
                BUCKET.bucket(),
                BUCKET.prefix(),
                BUCKET.region(),
                BUCKET.roleArn(),
                Optional.empty(),
                Optional.empty(),
                true,
                Optional.empty(),
                Optional.empty(),
                Map.of(),
                Optional.empty(),
                false,
                true,
                true);

        sink.connectors(List.of(DOWNLOADS, TestExports.export("acme", "two", encrypted)), Map.of(), problems::add);

        assertThat(problems)
                .extracting(Problem::message)
                .containsExactly("differs from another export with the same bucket, prefix, role and format");
    }

    @Test
    void refusesWhatTheProductCannotDo() {
        S3Destination other = new S3Destination(
                "arn:aws:s3:eu-west-1:111122223333:accesspoint/acme",
                "",
                "eu-west-1",
                Optional.empty(),
                Optional.of("acme"),
                Optional.empty(),
                false,
                Optional.empty(),
                Optional.of("STANDARD_IA"),
                Map.of("a", "b"),
                Optional.empty(),
                false,
                false,
                false);

        List<Connector> connectors = sink.connectors(
                List.of(
                        TestExports.export("acme", "shared", Delivery.SHARED, BUCKET, Map.of()),
                        TestExports.export("acme", "folder", new FileDestination(Path.of("/logs"), "")),
                        TestExports.export("acme", "other", other)),
                Map.of(),
                problems::add);

        assertThat(connectors).isEmpty();
        assertThat(problems)
                .extracting(problem ->
                        problem.place().file() + " " + problem.place().path())
                .containsExactly(
                        "acme/shared delivery",
                        "acme/folder destination",
                        "acme/other destination.credentials",
                        "acme/other destination.bucket",
                        "acme/other destination.tags",
                        "acme/other destination.storage-class",
                        "acme/other destination.chunked-encoding",
                        "acme/other destination.checksum-trailers");
        assertThat(problems).allSatisfy(problem -> assertThat(problem.hint()).isNotEmpty());
    }

    @Test
    void needsAnExternalId() {
        List<Connector> connectors =
                new ConfluentS3Sink(new ExternalIds(Map.of())).connectors(List.of(DOWNLOADS), Map.of(), problems::add);

        assertThat(connectors).isEmpty();
        assertThat(problems).extracting(Problem::message).containsExactly("has no external id");
    }

    @Test
    void sessionNamesStayWithinTheLimitOfSts() {
        ExportSpec export = TestExports.export("a".repeat(63), "downloads", BUCKET);

        assertThat(new ExportId("a".repeat(63), "downloads")).isEqualTo(export.exportId());
        assertThat(sink.connectors(List.of(export), Map.of(), problems::add)
                        .get(0)
                        .config())
                .hasEntrySatisfying(
                        "s3.credentials.provider.sts.role.session.name",
                        name -> assertThat(name).hasSize(64));
    }
}
