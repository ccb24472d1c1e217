package dev.waybill.cli.console;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.http.HealthServer;
import dev.waybill.http.Listener;
import dev.waybill.http.TlsFiles;
import dev.waybill.secrets.SecretReferences;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

class ListenOptionsTest {
    private static final SecretReferences SECRETS = new SecretReferences(Map.of("LOGIN", "prometheus:s3cret"));

    @Command
    private static final class Options {
        @Mixin
        private ListenOptions listen;
    }

    @Test
    void metricsAreShownToWhoeverLogsInAndHealthToEverybody() throws Exception {
        // Given
        Listener listener = health("--health", "127.0.0.1:0", "--health-login", "${env:LOGIN}");

        try (HealthServer server = HealthServer.start(
                listener, new HealthServer.Content(List.of(), List.of(), () -> List.of("a note"), () -> "up 1\n"))) {
            // When
            HttpResponse<String> probe = get(server, "/readyz", "");
            HttpResponse<String> stranger = get(server, "/metrics", "");
            HttpResponse<String> wrong = get(server, "/metrics", "prometheus:other");
            HttpResponse<String> known = get(server, "/metrics", "prometheus:s3cret");

            // Then
            assertThat(probe.statusCode()).isEqualTo(200);
            assertThat(probe.body()).doesNotContain("a note");
            assertThat(stranger.statusCode()).isEqualTo(401);
            assertThat(wrong.statusCode()).isEqualTo(401);
            assertThat(known.body()).isEqualTo("up 1\n");
        }
    }

    @Test
    void theFolderHasTheFilesOfATlsSecret() {
        assertThat(health("--health-tls", "/run/tls").tls())
                .hasValue(new TlsFiles(Path.of("/run/tls/tls.crt"), Path.of("/run/tls/tls.key")));
        assertThat(health().tls()).isEmpty();
    }

    private static Listener health(String... arguments) {
        Options options = new Options();
        new CommandLine(options).parseArgs(arguments);
        return options.listen.health(SECRETS);
    }

    private static HttpResponse<String> get(HealthServer server, String path, String login)
            throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(
                URI.create("http://127.0.0.1:" + server.address().getPort() + path));
        if (!login.isEmpty()) {
            request.header(
                    "Authorization",
                    "Basic " + Base64.getEncoder().encodeToString(login.getBytes(StandardCharsets.UTF_8)));
        }
        return HttpClient.newHttpClient().send(request.build(), BodyHandlers.ofString());
    }
}
