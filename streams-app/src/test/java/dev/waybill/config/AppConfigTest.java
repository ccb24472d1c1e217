package dev.waybill.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.waybill.spec.Source;
import dev.waybill.spec.SpecException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AppConfigTest {
    private static final String KAFKA = "kafka: { bootstrap.servers: \"broker:9092\" }\n";

    @Test
    void hasSafeDefaults() {
        // When
        AppConfig config = AppConfig.parse("waybill.yaml", KAFKA, Map.of(), Map.of());

        // Then
        assertThat(config.sources()).containsExactly(Source.DOWNLOAD, Source.AUDIT);
        assertThat(config.futureSkew()).isEqualTo(Duration.ofMinutes(5));
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

    @Test
    void theCommandLineWinsOverTheEnvironmentAndThatOverTheFile() {
        // Given
        String yaml = KAFKA + "http: { port: 1, address: a }\nslack: PT1S\nspread: PT1S\n";
        Map<String, String> environment =
                Map.of("WAYBILL_HTTP_PORT", "2", "WAYBILL_SLACK", "PT2S", "KAFKA_BOOTSTRAP_SERVERS", "other:9092");
        Map<String, String> commandLine = Map.of("http.port", "3", "kafka.client.id", "x");

        // When
        AppConfig config = AppConfig.parse("waybill.yaml", yaml, environment, commandLine);

        // Then
        assertThat(config.httpPort()).isEqualTo(3);
        assertThat(config.httpAddress()).isEqualTo("a");
        assertThat(config.slack()).isEqualTo(Duration.ofSeconds(2));
        assertThat(config.spread()).isEqualTo(Duration.ofSeconds(1));
        assertThat(config.kafka())
                .containsEntry("bootstrap.servers", "other:9092")
                .containsEntry("client.id", "x");
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
                "WAYBILL_LOG_LEVEL", "debug");

        // When
        AppConfig config = AppConfig.parse("waybill.yaml", KAFKA, environment, Map.of());

        // Then
        assertThat(config).isEqualTo(AppConfig.parse("waybill.yaml", KAFKA, Map.of(), Map.of()));
    }

    @Test
    void reportsEverythingThatIsWrongAndWhere() {
        // Given
        String yaml =
                "lateness: 24h\nmemory-buget: 1MiB\nhttp: { prot: 1 }\nkafka: { processing.guarantee: at_least_once }\n";
        Map<String, String> environment = Map.of("WAYBILL_HTTP_PROT", "1");
        Map<String, String> commandLine = Map.of("repartition", "yes", "slak", "PT1S");

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
                                        "command line slak unknown setting; did you mean \"slack\"?",
                                        "waybill.yaml kafka.processing.guarantee must be exactly_once_v2:"
                                                + " \"at_least_once\"; otherwise events would be lost or doubled",
                                        "waybill.yaml kafka.bootstrap.servers is required but missing;"
                                                + " set KAFKA_BOOTSTRAP_SERVERS, or bootstrap.servers below kafka:"
                                                + " in the file",
                                        "waybill.yaml lateness must be an ISO-8601 duration: \"24h\"; write PT10M",
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
    void refusesASecretOfTheRegistryInPlainTextWithoutShowingIt() {
        assertThatThrownBy(() -> AppConfig.parse(
                        "waybill.yaml", KAFKA + "registry: { bearer.auth.token: hunter2 }\n", Map.of(), Map.of()))
                .hasMessageContaining("must refer to a secret, not hold it")
                .hasMessageNotContaining("hunter2");
    }
}
