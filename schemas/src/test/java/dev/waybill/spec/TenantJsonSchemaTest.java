package dev.waybill.spec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion.VersionFlag;
import dev.waybill.spec.yaml.SpecException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Editors and the reader agree on what a tenant's file may hold. */
class TenantJsonSchemaTest {
    private static final String HEAD = "tenant: acme\nexports:\n  - ";
    private static final String FILE = "destination: { kind: file, directory: /var/log/acme }";
    private static final String REST = "id: a, source: audit, format: { kind: csv }, ";
    private static final JsonSchema SCHEMA = schema(TenantJsonSchema.json(List.of(), List.of(), List.of()));

    static Stream<String> goodDocuments() throws IOException {
        return Stream.concat(
                Stream.of(
                        "tenant: acme\nexports: []\n",
                        HEAD + "{ " + REST + FILE + " }\n",
                        with("part-size: 8MiB"),
                        with("part-size: 4096"),
                        with("schedule: { every: \"0 0 * * 1\", zone: Asia/Tokyo, grace: PT1M30S }"),
                        with("schedule: { grace: P1DT2H }"),
                        with("select: { status: [404, 2xx], methods: [GET], repositories: { include: [a] } }"),
                        with("select: { namespaces: { exclude: [x] }, projects: {}, channels: { include: [a*] } }"),
                        with("select: { event-kinds: [create, \"!read\"], actors: [\"!ci-*\"], actor-kinds: [user] }"),
                        with("select: { sample: 0.25% }"),
                        with("select: { filter: \"status >= 500 && uri != null\" }"),
                        with("connector: { tasks.max: 3, x: true, y: z }"),
                        with("redact: [ { kind: hash, key: \"${env:K}\" } ]"),
                        with("layout: { kind: lakefs, region: eu-west-1 }"),
                        s3("role-arn: \"" + Specs.ROLE
                                + "\", kms-key-arn: \"arn:aws:kms:eu-west-1:111122223333:key/1234-ab\""),
                        s3("credentials: catalyst, endpoint: \"https://s3.example.test:8443/x\", path-style: true"),
                        s3("role-arn: \"" + Specs.ROLE
                                + "\", prefix: a/b/, storage-class: GLACIER, tags: { a: b }, sse: s3")),
                Stream.of("acme", "globex", "initech").map(TenantJsonSchemaTest::sample));
    }

    @ParameterizedTest
    @MethodSource("goodDocuments")
    void takesWhatTheReaderTakes(String yaml) throws IOException {
        JsonNode document = new YAMLMapper().readTree(yaml);

        assertThatCode(() -> SpecReader.parse(document.get("tenant").textValue() + ".yaml", yaml))
                .doesNotThrowAnyException();
        assertThat(SCHEMA.validate(document)).isEmpty();
    }

    static Stream<String> badDocuments() {
        return Stream.of(
                "tenant: acme\n",
                "exports: []\n",
                "[]",
                "tenant: Acme\nexports: []\n",
                "tenant: acme\nexports: []\nextra: 1\n",
                "tenant: acme\nexports: {}\n",
                HEAD + "{ id: a, source: audit, " + FILE + " }\n",
                HEAD + "{ " + REST.replace("audit", "audits") + FILE + " }\n",
                HEAD + "{ " + REST.replace("id: a", "id: ../a") + FILE + " }\n",
                HEAD + "{ " + REST + " destination: { kind: file, directory: logs } }\n",
                HEAD + "{ " + REST + " destination: { kind: file, directory: /logs, prefix: /a } }\n",
                HEAD + "{ " + REST + " destination: { kind: file, directory: /logs, prefix: a/../b } }\n",
                HEAD + "{ " + REST + " destination: { kind: ftp } }\n",
                with("enabled: 1"),
                with("part-size: 8MB"),
                with("part-size: 1"),
                with("deduplicate: \"no\""),
                with("receipts: hourly"),
                with("receipts: \"Off\""),
                with("delivery: own"),
                with("schedule: { every: weekly }"),
                with("schedule: { grace: 10m }"),
                with("schedule: { grase: PT1M }"),
                with("select: { status: [6xx] }"),
                with("select: { methods: [get] }"),
                with("select: { repositories: [a] }"),
                with("select: { namespaces: [a] }"),
                with("select: { channels: { only: [a] } }"),
                with("select: { event-kinds: [write] }"),
                with("select: { actors: [\"!\"] }"),
                with("select: { sample: 0.1 }"),
                with("select: { filter: \" \" }"),
                with("select: { filter: [a] }"),
                with("select: { sample: 0.00001% }"),
                with("redact: [ mask ]"),
                with("layout: flat"),
                with("layout: { region: eu-west-1 }"),
                with("redact: [ { field: x } ]"),
                with("connector: { a: [1] }"),
                with("external-id: x"),
                s3("prefix: a"),
                s3("role-arn: \"" + Specs.ROLE + "\", credentials: x"),
                s3("role-arn: \"arn:aws:iam::1:role/x\""),
                s3("role-arn: \"" + Specs.ROLE + "\", external-id: x"),
                s3("role-arn: \"" + Specs.ROLE + "\", secret-access-key: x"),
                s3("role-arn: \"" + Specs.ROLE + "\", endpoint: \"https://a:b@c.example.test\""),
                s3("role-arn: \"" + Specs.ROLE + "\", storage-class: COLD"),
                s3("role-arn: \"" + Specs.ROLE + "\", acl: everyone"));
    }

    @ParameterizedTest
    @MethodSource("badDocuments")
    void refusesWhatTheReaderRefuses(String yaml) throws IOException {
        JsonNode document = new YAMLMapper().readTree(yaml);

        assertThatThrownBy(() -> SpecReader.parse("acme.yaml", yaml)).isInstanceOf(SpecException.class);
        assertThat(SCHEMA.validate(document)).isNotEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{ kind: hash, field: x, key: literal }",
                "{ kind: hash, field: x }",
                "{ kind: hash, field: x, key: \"${env:K}\", more: 1 }",
                "{ kind: mask }"
            })
    void checksTheOptionsOfKindsThatAreDescribed(String node) throws IOException {
        // Given
        KindDescription hash = new KindDescription(
                "hash",
                "Replaces a value by a keyed hash.",
                Map.of("field", Map.of("type", "string"), "key", TenantJsonSchema.secretReference()),
                List.of("field", "key"));
        JsonSchema schema = schema(TenantJsonSchema.json(List.of(hash), List.of(), List.of()));

        // Then
        assertThat(schema.validate(new YAMLMapper().readTree(with("redact: [ " + node + " ]"))))
                .isNotEmpty();
        assertThat(schema.validate(
                        new YAMLMapper().readTree(with("redact: [ { kind: hash, field: x, key: \"${env:K}\" } ]"))))
                .isEmpty();
    }

    private static JsonSchema schema(String json) {
        return JsonSchemaFactory.getInstance(VersionFlag.V7).getSchema(json);
    }

    private static String with(String key) {
        return HEAD + "{ " + REST + FILE + ", " + key + " }\n";
    }

    private static String s3(String keys) {
        return HEAD + "{ " + REST + "destination: { kind: s3, bucket: acme-logs, region: eu-west-1, " + keys + " } }\n";
    }

    private static String sample(String tenant) {
        try {
            return Files.readString(Path.of("..", "tenants", tenant + ".yaml"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
