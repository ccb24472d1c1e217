package dev.waybill.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.waybill.catalog.snapshot.CatalogSnapshot;
import dev.waybill.config.AppConfig;
import dev.waybill.delivery.TestCatalog;
import dev.waybill.http.HealthServerException;
import dev.waybill.kafka.cluster.StartChecks;
import dev.waybill.redact.SecretLookup;
import dev.waybill.secrets.SecretReferences;
import dev.waybill.spec.SpecReader;
import dev.waybill.spec.yaml.SpecException;
import dev.waybill.verify.key.SigningKey;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunningAppTest {
    private static final SecretLookup SECRETS = reference -> "0".repeat(64);
    private static final CatalogSnapshot CATALOG =
            TestCatalog.ruling(SpecReader.parse("acme.yaml", """
            tenant: acme
            exports:
              - id: downloads
                source: download
                format: { kind: csv }
                schedule: { every: hourly }
                destination: { kind: file, directory: /var/lib/logs }
              - id: audit
                source: audit
                delivery: shared
                format: { kind: csv }
                schedule: { every: hourly }
                destination: { kind: file, directory: /var/lib/logs }
              - id: old
                source: download
                enabled: false
                format: { kind: csv }
                schedule: { every: hourly }
                destination: { kind: file, directory: /var/lib/logs }
            """).exports()).snapshot();

    @TempDir
    private Path state;

    @Test
    void livesButIsNotReadyBeforeItRuns() throws Exception {
        RunningApp app = RunningApp.create(config(Map.of("http.port", "0")), SECRETS);

        HttpResponse<String> live = get(app, "/livez");
        HttpResponse<String> ready = get(app, "/readyz");
        HttpResponse<String> metrics = get(app, "/metrics");
        app.close(Duration.ofSeconds(10));

        assertThat(live.statusCode()).isEqualTo(200);
        assertThat(ready.statusCode()).isEqualTo(503);
        assertThat(ready.body())
                .isEqualTo(
                        "{\"status\":\"unavailable\",\"reasons\":[\"the catalog has not been read yet; run: waybill apply\",\"the application's state is CREATED\"]}\n");
        assertThat(metrics.body())
                .contains(
                        "waybill_export_topics_held 0.0",
                        "waybill_registry_available 1.0",
                        "waybill_catalog_paused 0.0");
    }

    @Test
    void showsMetricsOnlyToWhoLogsIn() throws Exception {
        RunningApp app = RunningApp.create(
                config(Map.of("http.port", "0", "http.login", "${env:METRICS_LOGIN}")), name -> "prometheus:sesame");

        HttpResponse<String> stranger = get(app, "/metrics");
        HttpResponse<String> probe = get(app, "/readyz");
        app.close(Duration.ofSeconds(10));

        assertThat(stranger.statusCode()).isEqualTo(401);
        assertThat(probe.statusCode()).isEqualTo(503);
        assertThat(probe.body()).isEqualTo("{\"status\":\"unavailable\"}\n");
    }

    @Test
    void saysWhatIsWrongWithALoginWithoutShowingIt() {
        assertThatThrownBy(() -> RunningApp.create(
                        config(Map.of("http.port", "0", "http.login", "${env:METRICS_LOGIN}")), name -> "sesame"))
                .isInstanceOf(SpecException.class)
                .hasMessageContaining("http.login  must be a user and a password; write user:password")
                .hasMessageNotContaining("sesame");
    }

    @Test
    void saysWhereTheCertificateIsMissing() {
        assertThatThrownBy(() ->
                        RunningApp.create(config(Map.of("http.port", "0", "http.tls", state.toString())), SECRETS))
                .isInstanceOf(HealthServerException.class)
                .hasMessage("no TLS for health checks and metrics: " + state.resolve("tls.crt")
                        + " cannot be read; create it, or let this process read it");
    }

    @Test
    void saysWhichPortIsInUse() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            String port = Integer.toString(taken.getLocalPort());

            assertThatThrownBy(() -> RunningApp.create(config(Map.of("http.port", port)), SECRETS))
                    .isInstanceOf(HealthServerException.class)
                    .hasMessageStartingWith("cannot listen on 127.0.0.1:" + port);
        }
    }

    @Test
    void checksWhatTheEnabledExportsOfItsSourcesNeed() {
        StartChecks.Expected both = StartReport.expected(config(Map.of()), CATALOG);
        StartChecks.Expected downloads = StartReport.expected(config(Map.of("sources", "download")), CATALOG);

        assertThat(both.applicationId()).isEqualTo("waybill");
        assertThat(both.exportTopics()).containsExactly("export.acme.downloads", "waybill.delivery");
        assertThat(downloads.exportTopics()).containsExactly("export.acme.downloads");
        assertThat(downloads.inputStores()).isEqualTo(Map.of("download-events", "batches-of-download-events"));
        assertThat(downloads.foreignStores()).containsExactly("batches-of-download-events-by-tenant");
        assertThat(both.receiptTopics()).as("without receipts").isEmpty();
        assertThat(StartReport.expected(config(Map.of("receipts.key", "${env:KEY}")), CATALOG)
                        .receiptTopics())
                .containsExactly("waybill.deliveries", "waybill.ledger");
    }

    @Test
    void checksTheTopicsByTenantWhereEventsAreRepartitioned() {
        StartChecks.Expected downloads =
                StartReport.expected(config(Map.of("sources", "download", "repartition", "true")), CATALOG);

        assertThat(downloads.inputStores())
                .isEqualTo(Map.of("waybill.download-events-by-tenant", "batches-of-download-events-by-tenant"));
        assertThat(downloads.copiedInputs()).containsExactly("download-events");
        assertThat(downloads.foreignStores()).containsExactly("batches-of-download-events");
    }

    @Test
    void waitsForTheRegistryForLessLongThanKafkaWaitsForAPoll() {
        assertThat(PollInterval.of(Map.of())).isEqualTo(Duration.ofMinutes(5));
        assertThat(PollInterval.of(
                        Map.of("max.poll.interval.ms", "1000", "main.consumer.max.poll.interval.ms", "600000")))
                .isEqualTo(Duration.ofMinutes(10));
        assertThat(RegistryAccess.longestCall(Map.of())).isEqualTo(Duration.ofSeconds(20));
        assertThat(RegistryAccess.longestCall(Map.of("max.poll.interval.ms", "10000")))
                .isEqualTo(Duration.ofSeconds(2));
    }

    @Test
    void wrongRegistrySettingsAreWrongUsage() {
        AppConfig config = config(Map.of("registry.schema.registry.url", "ftp://registry"));

        assertThatThrownBy(() -> RunningApp.create(config, SECRETS))
                .isInstanceOf(SpecException.class)
                .hasMessageContaining("registry  schema.registry.url must hold http:// or https:// URLs");
    }

    @Test
    void refusesToStartWithoutARegistryUnlessToldThatThereIsNone() {
        AppConfig forgotten = AppConfig.parse("", "", Map.of(), Map.of("kafka.bootstrap.servers", "127.0.0.1:1"));

        assertThatThrownBy(() -> RunningApp.create(forgotten, SECRETS))
                .isInstanceOf(SpecException.class)
                .hasMessageContaining("registry.schema.registry.url  is required but missing; set it, or set it to none"
                        + " where all events are JSON");
    }

    @Test
    void refusesToStartWithoutAKeyForReceiptsUnlessToldThatThereAreNone() {
        AppConfig forgotten = config(Map.of("receipts.key", "none"));

        assertThatThrownBy(() -> RunningApp.create(forgotten, SECRETS))
                .isInstanceOf(SpecException.class)
                .hasMessageContaining(
                        "configuration  receipts.key  is required but missing; make a key with: waybill keys"
                                + " make, and set it to \"${file:/path/to/the/key.pem}\"; or set it to off for no receipts");
    }

    @Test
    void refusesAKeyThatIsNoneWithoutShowingIt() {
        AppConfig config = config(Map.of("receipts.key", "${env:SIGNING_KEY}"));

        assertThatThrownBy(() -> ReceiptSigning.of(config, name -> "hunter2"))
                .isInstanceOf(SpecException.class)
                .hasMessageContaining("receipts.key  must hold one block -----BEGIN PRIVATE KEY-----, not 0")
                .hasMessageNotContaining("hunter2");
        assertThatThrownBy(() -> ReceiptSigning.of(config, new SecretReferences(Map.of())))
                .isInstanceOf(SpecException.class)
                .hasMessageContaining("receipts.key  the environment variable SIGNING_KEY is not set; set it");
    }

    @Test
    void signsWithTheKeyThatItIsReferredTo() {
        SigningKey key = SigningKey.generate();

        assertThat(ReceiptSigning.of(config(Map.of("receipts.key", "${env:SIGNING_KEY}")), name -> key.privatePem()))
                .isPresent();
        assertThat(ReceiptSigning.of(config(Map.of("receipts.key", "off")), name -> key.privatePem()))
                .isEmpty();
    }

    private AppConfig config(Map<String, String> settings) {
        Map<String, String> all = new TreeMap<>(Map.of(
                "http.address",
                "127.0.0.1",
                "kafka.bootstrap.servers",
                "127.0.0.1:1",
                "registry.schema.registry.url",
                "none",
                "receipts.key",
                "off",
                "kafka.state.dir",
                state.toString()));
        all.putAll(settings);
        return AppConfig.parse("", "", Map.of(), all);
    }

    private static HttpResponse<String> get(RunningApp app, String path) throws IOException, InterruptedException {
        URI uri = URI.create("http://127.0.0.1:" + app.address().getPort() + path);
        return HttpClient.newHttpClient().send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString());
    }
}
