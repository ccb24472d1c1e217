package dev.waybill.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.waybill.contract.Source;
import dev.waybill.secrets.SecretReferences;
import dev.waybill.spec.yaml.SpecException;
import dev.waybill.wire.rule.TimeRules;
import dev.waybill.wire.rule.TimestampUnit;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class AppConfigTest {
    private static final String KAFKA = "kafka: { bootstrap.servers: \"broker:9092\" }\n";

    @Test
    void hasSafeDefaults() {
        // When
        AppConfig config = AppConfig.parse("waybill.yaml", KAFKA, Map.of(), Map.of());

        // Then
        assertThat(config.sources()).containsExactly(Source.DOWNLOAD, Source.AUDIT);
        assertThat(config.times()).isEqualTo(TimeRules.DEFAULT);
        assertThat(config.memoryBudget()).isEqualTo(128L << 20);
        assertThat(config.registry()).isEmpty();
        assertThat(config.kafka())
                .containsEntry("bootstrap.servers", "broker:9092")
                .containsEntry("application.id", "waybill")
                .containsEntry("processing.guarantee", "exactly_once_v2")
                .containsEntry("main.consumer.auto.offset.reset", "none")
                .containsEntry("ensure.explicit.internal.resource.naming", "true")
                .containsEntry("producer.max.request.size", "17825792")
                .containsEntry("producer.transaction.timeout.ms", "60000");
    }

    /** More than an int holds. */
    @Test
    void takesAMemoryBudgetInGibibytes() {
        // When
        AppConfig config = AppConfig.parse("waybill.yaml", KAFKA + "memory-budget: 3GiB\n", Map.of(), Map.of());

        // Then
        assertThat(config.memoryBudget()).isEqualTo(3L << 30);
        assertThat(AppConfig.parse("waybill.yaml", KAFKA, Map.of(), config.effective())
                        .memoryBudget())
                .isEqualTo(3L << 30);
    }

    @Test
    void theCommandLineWinsOverTheEnvironmentAndThatOverTheFile() {
        // Given
        String yaml = KAFKA + "http: { port: 1, address: a }\nreplay-distance: PT1S\nspread: PT1S\n";
        Map<String, String> environment = Map.of(
                "WAYBILL_HTTP_PORT", "2", "WAYBILL_REPLAY_DISTANCE", "PT2S", "KAFKA_BOOTSTRAP_SERVERS", "other:9092");
        Map<String, String> commandLine = Map.of("http.port", "3", "kafka.client.id", "x");

        // When
        AppConfig config = AppConfig.parse("waybill.yaml", yaml, environment, commandLine);

        // Then
        assertThat(config.http().port()).isEqualTo(3);
        assertThat(config.http().address()).isEqualTo("a");
        assertThat(config.replayDistance()).isEqualTo(Duration.ofSeconds(2));
        assertThat(config.spread()).isEqualTo(Duration.ofSeconds(1));
        assertThat(config.kafka())
                .containsEntry("bootstrap.servers", "other:9092")
                .containsEntry("client.id", "x");
    }

    @ParameterizedTest
    @MethodSource("settings")
    void takesEverySettingFromTheEnvironment(Setting<?> setting, String value, String effective) {
        // When
        AppConfig config = AppConfig.parse("waybill.yaml", KAFKA, Map.of(setting.variable(), value), Map.of());

        // Then
        assertThat(config.effective()).containsEntry(setting.key(), effective);
    }

    static Stream<Arguments> settings() {
        Map<Setting<?>, String> values = Map.ofEntries(
                Map.entry(Setting.SOURCES, "audit"),
                Map.entry(Setting.HTTP_ADDRESS, "127.0.0.1"),
                Map.entry(Setting.HTTP_PORT, "8081"),
                Map.entry(Setting.HTTP_TLS, "/run/tls"),
                Map.entry(Setting.HTTP_LOGIN, "${env:METRICS_LOGIN}"),
                Map.entry(Setting.EARLIEST_DAY, "1990-01-01"),
                Map.entry(Setting.EPOCH_UNIT, "seconds"),
                Map.entry(Setting.SPREAD, "PT2S"),
                Map.entry(Setting.REPLAY_DISTANCE, "PT3M"),
                Map.entry(Setting.MEMORY_BUDGET, "1MiB"),
                Map.entry(Setting.STORE_MEMORY, "32MiB"),
                Map.entry(Setting.REPARTITION, "true"),
                Map.entry(Setting.RECEIPTS_KEY, "${env:SIGNING_KEY}"),
                Map.entry(Setting.RECEIPTS_KEY_SET, "/etc/waybill/keys.json"));
        Map<Setting<?>, String> bytes = Map.of(Setting.MEMORY_BUDGET, "1048576", Setting.STORE_MEMORY, "33554432");
        return Setting.ALL.stream()
                .map(setting ->
                        Arguments.of(setting, values.get(setting), bytes.getOrDefault(setting, values.get(setting))));
    }

    @Test
    void refusesMemoryInWhichStoresCannotWork() {
        assertThatThrownBy(() -> AppConfig.parse("waybill.yaml", KAFKA + "store-memory: 15MiB\n", Map.of(), Map.of()))
                .hasMessageContaining("store-memory  must be at least 16MiB: \"15MiB\"");
    }

    @Test
    void saysWhichTimesOfEventsAreAccepted() {
        // Given
        String yaml = KAFKA + "earliest-day: 1995-07-01\nepoch-unit: milliseconds\n";

        // When
        AppConfig config = AppConfig.parse("waybill.yaml", yaml, Map.of(), Map.of());

        // Then
        assertThat(config.times())
                .isEqualTo(new TimeRules(LocalDate.of(1995, 7, 1), Optional.of(TimestampUnit.MILLISECONDS)));
        assertThat(config.effective())
                .containsEntry("earliest-day", "1995-07-01")
                .containsEntry("epoch-unit", "milliseconds");
        assertThat(AppConfig.parse("waybill.yaml", KAFKA, Map.of(), config.effective())
                        .times())
                .isEqualTo(config.times());
    }

    @ParameterizedTest
    @CsvSource({
        "earliest-day, yesterday,  must be a day: \"yesterday\"; write 2000-01-01",
        "earliest-day, 1969-12-31, must be a day from 1970 to 9999: \"1969-12-31\"",
        "earliest-day, 2000-02-30, must be a day: \"2000-02-30\"; write 2000-01-01",
        "epoch-unit,   s,          'must be none, seconds, milliseconds, microseconds or nanoseconds: \"s\"'"
    })
    void refusesTimesThatNobodyCanMean(String key, String value, String text) {
        assertThatThrownBy(() -> AppConfig.parse("waybill.yaml", KAFKA, Map.of(), Map.of(key, value)))
                .isInstanceOfSatisfying(
                        SpecException.class,
                        e -> assertThat(e.problems())
                                .extracting(problem -> problem.place().path() + " " + problem.text())
                                .containsExactly(key + " " + text));
    }

    @Test
    void passesNativeKafkaKeysThroughUntouched() {
        // Given
        String yaml = "kafka:\n  bootstrap.servers: b:1\n  num.stream.threads: 4\n  sasl.jaas.config: \"a b=${c};\"\n";

        // When
        AppConfig config = AppConfig.parse("waybill.yaml", yaml, Map.of(), Map.of());

        // Then
        assertThat(config.kafka())
                .containsEntry("num.stream.threads", "4")
                .containsEntry("sasl.jaas.config", "a b=${c};");
    }

    @Test
    void leavesVariablesOfLaunchersAndKubernetesAlone() {
        // Given
        Map<String, String> environment = Map.of(
                "KAFKA_OPTS", "-Xmx1g",
                "KAFKA_PORT", "tcp://10.0.0.1:9092",
                "KAFKA_SERVICE_HOST", "10.0.0.1",
                "KAFKA_PORT_9092_TCP_ADDR", "10.0.0.1",
                "WAYBILL_SERVICE_PORT_HTTP", "8080",
                "WAYBILL_HTTP_PORT", "tcp://10.0.0.1:8081",
                "WAYBILL_JAVA_OPTS", "-Xmx1g",
                "WAYBILL_LOG_LEVEL", "debug");

        // When
        AppConfig config = AppConfig.parse("waybill.yaml", KAFKA, environment, Map.of());

        // Then
        assertThat(config).isEqualTo(AppConfig.parse("waybill.yaml", KAFKA, Map.of(), Map.of()));
    }

    @Test
    void refusesAVariableThatNothingReadsAndNamesTheOneThatIs() {
        assertThatThrownBy(() ->
                        AppConfig.parse("waybill.yaml", KAFKA, Map.of("WAYBILL_JAVA_OPTIONS", "-Xmx1g"), Map.of()))
                .hasMessageContaining("unknown setting; did you mean \"WAYBILL_JAVA_OPTS\"?");
        assertThatThrownBy(() -> AppConfig.parse("waybill.yaml", KAFKA, Map.of("WAYBILL_OPTS", "-Xmx1g"), Map.of()))
                .hasMessageContaining("unknown setting")
                .hasMessageContaining("WAYBILL_JAVA_OPTS");
    }

    @Test
    void reportsEverythingThatIsWrongAndWhere() {
        // Given
        String yaml =
                "replay-distance: 24h\nmemory-buget: 1MiB\nhttp: { prot: 1 }\nkafka: { processing.guarantee: at_least_once }\n";
        Map<String, String> environment = Map.of("WAYBILL_HTTP_PROT", "1");
        Map<String, String> commandLine = Map.of("repartition", "yes", "spred", "PT1S");

        // When, Then
        assertThatThrownBy(() -> AppConfig.parse("waybill.yaml", yaml, environment, commandLine))
                .isInstanceOfSatisfying(
                        SpecException.class,
                        e -> assertThat(e.problems())
                                .extracting(problem -> problem.place().file() + " "
                                        + problem.place().path() + " " + problem.text())
                                .containsExactlyInAnyOrder(
                                        "waybill.yaml memory-buget unknown key; did you mean \"memory-budget\"?",
                                        "waybill.yaml http.prot unknown setting; did you mean \"http.port\"?",
                                        "environment WAYBILL_HTTP_PROT unknown setting;"
                                                + " did you mean \"WAYBILL_HTTP_PORT\"?",
                                        "command line spred unknown setting; did you mean \"spread\"?",
                                        "waybill.yaml kafka.processing.guarantee must be exactly_once_v2:"
                                                + " \"at_least_once\"; otherwise events would be lost or doubled",
                                        "waybill.yaml kafka.bootstrap.servers is required but missing;"
                                                + " set KAFKA_BOOTSTRAP_SERVERS, or bootstrap.servers below kafka:"
                                                + " in the file",
                                        "waybill.yaml replay-distance must be an ISO-8601 duration: \"24h\"; write PT10M",
                                        "command line repartition must be true or false: \"yes\""));
    }

    @ParameterizedTest
    @CsvSource({
        "auto.offset.reset, latest",
        "consumer.auto.offset.reset, earliest",
        "main.consumer.auto.offset.reset, earliest",
        "ensure.explicit.internal.resource.naming, false",
        "production.exception.handler, com.example.Continue",
        "producer.max.request.size, 1048576",
        "max.request.size, 1048576",
        "producer.transaction.timeout.ms, 900000",
        "producer.delivery.timeout.ms, 120000",
        "producer.buffer.memory, 33554432",
        "producer.compression.type, gzip",
        "producer.metadata.max.idle.ms, five",
    })
    void refusesUnsafeKafkaSettings(String key, String value) {
        // Given
        Map<String, String> commandLine = Map.of("kafka." + key, value);

        // When, Then
        assertThatThrownBy(() -> AppConfig.parse("waybill.yaml", KAFKA, Map.of(), commandLine))
                .isInstanceOfSatisfying(
                        SpecException.class,
                        e -> assertThat(e.problems())
                                .extracting(problem -> problem.place().path())
                                .isEqualTo(List.of("kafka." + key)));
    }

    @Test
    void takesSafeKafkaSettingsUnderAnyOfTheirNames() {
        // When
        AppConfig config =
                AppConfig.parse("waybill.yaml", KAFKA, Map.of(), Map.of("kafka.max.request.size", "33554432"));

        // Then
        assertThat(config.kafka())
                .containsEntry("max.request.size", "33554432")
                .doesNotContainKey("producer.max.request.size");
    }

    @ParameterizedTest
    @CsvSource({
        "kafka.security.protocol,               kafka.sasl.jaas.config",
        "kafka.producer.security.protocol,      kafka.producer.sasl.jaas.config",
        "kafka.main.consumer.security.protocol, kafka.main.consumer.sasl.jaas.config",
        "kafka.admin.security.protocol,         kafka.admin.sasl.jaas.config",
    })
    void saysThatALoginIsAskedForAndNotConfigured(String protocol, String jaas) {
        assertThatThrownBy(() -> AppConfig.parse("waybill.yaml", KAFKA, Map.of(), Map.of(protocol, "SASL_SSL")))
                .isInstanceOfSatisfying(
                        SpecException.class,
                        e -> assertThat(e.problems())
                                .extracting(problem -> problem.place().path() + " " + problem.message())
                                .containsExactly(
                                        jaas + " sasl.jaas.config is missing, but security.protocol is SASL_SSL"));
        assertThat(AppConfig.parse("waybill.yaml", KAFKA, Map.of(), Map.of(protocol, "SASL_SSL", jaas, "x required;"))
                        .kafka())
                .containsEntry(jaas.substring("kafka.".length()), "x required;");
        assertThat(AppConfig.parse(
                                "waybill.yaml",
                                KAFKA,
                                Map.of(),
                                Map.of(protocol, "SASL_SSL", "kafka.sasl.jaas.config", "x required;"))
                        .kafka())
                .containsEntry("sasl.jaas.config", "x required;");
    }

    @Test
    void showsWhatIsInEffectWithoutSecrets() {
        // Given
        Map<String, String> commandLine = Map.of(
                "kafka.sasl.jaas.config", "hunter2",
                "kafka.ssl.key.password", "hunter2",
                "kafka.ssl.keystore.key", "hunter2",
                "registry.basic.auth.credentials.source", "USER_INFO",
                "registry.basic.auth.user.info", "${env:REGISTRY_USER}");

        // When
        AppConfig config = AppConfig.parse("waybill.yaml", KAFKA, Map.of(), commandLine);

        // Then
        assertThat(config.effective())
                .containsEntry("kafka.sasl.jaas.config", "[hidden]")
                .containsEntry("kafka.ssl.key.password", "[hidden]")
                .containsEntry("registry.basic.auth.credentials.source", "USER_INFO")
                .containsEntry("registry.basic.auth.user.info", "${env:REGISTRY_USER}")
                .containsEntry("kafka.bootstrap.servers", "broker:9092")
                .containsEntry("http.port", "8080");
        assertThat(config.toString()).doesNotContain("hunter2");
        assertThat(config.resolvedRegistry(new SecretReferences(Map.of("REGISTRY_USER", "u:p"))))
                .containsEntry("basic.auth.user.info", "u:p");
    }

    @Test
    void refusesAKeyForReceiptsInPlainTextWithoutShowingIt() {
        assertThatThrownBy(() ->
                        AppConfig.parse("waybill.yaml", KAFKA + "receipts: { key: hunter2 }\n", Map.of(), Map.of()))
                .isInstanceOf(SpecException.class)
                .hasMessageContaining(
                        "receipts.key  must be off, or refer to a secret, not hold it; write \"${env:NAME}\"")
                .hasMessageNotContaining("hunter2");
    }

    @Test
    void aSecretsFileIsNamedByItsAbsolutePath() {
        assertThatThrownBy(() -> AppConfig.parse("waybill.yaml", KAFKA + """
                                receipts: { key: "${file:receipts.pem}" }
                                registry: { bearer.auth.token: "${file:token}" }
                                """, Map.of(), Map.of()))
                .isInstanceOfSatisfying(
                        SpecException.class,
                        e -> assertThat(e.problems())
                                .extracting(problem -> problem.place().path() + " " + problem.text())
                                .containsExactlyInAnyOrder(
                                        "receipts.key must be off, or name its file by an absolute path;"
                                                + " write the whole path: \"${file:/path}\"",
                                        "registry.bearer.auth.token must name its file by an absolute path;"
                                                + " write the whole path: \"${file:/path}\""));
    }

    @Test
    void refusesALoginInPlainTextWithoutShowingIt() {
        assertThatThrownBy(() -> AppConfig.parse(
                        "waybill.yaml", KAFKA + "http: { login: \"prometheus:hunter2\" }\n", Map.of(), Map.of()))
                .hasMessageEndingWith("http.login  must refer to a secret, not hold it;"
                        + " write \"${env:NAME}\" or \"${file:/path}\"")
                .hasMessageNotContaining("hunter2");
    }

    @Test
    void refusesASecretOfTheRegistryInPlainTextWithoutShowingIt() {
        assertThatThrownBy(() -> AppConfig.parse(
                        "waybill.yaml", KAFKA + "registry: { bearer.auth.token: hunter2 }\n", Map.of(), Map.of()))
                .hasMessageContaining("must refer to a secret, not hold it")
                .hasMessageNotContaining("hunter2");
    }
}
