package dev.waybill.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsParameters;
import com.sun.net.httpserver.HttpsServer;
import dev.waybill.registry.schema.AvroWriter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.net.ssl.SSLParameters;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RegistryTlsTest {
    private static final String PASSWORD = "changeit";

    @TempDir
    private static Path folder;

    @Test
    void trustsTheGivenAuthorityAndShowsTheClientsCertificate() throws Exception {
        // Given
        Path store = folder.resolve("both.p12");
        run(
                "keytool",
                "-genkeypair",
                "-keyalg",
                "EC",
                "-alias",
                "both",
                "-dname",
                "CN=localhost",
                "-ext",
                "san=ip:127.0.0.1,dns:localhost",
                "-storetype",
                "PKCS12",
                "-keystore",
                store.toString(),
                "-storepass",
                PASSWORD);
        Path trust = folder.resolve("trust.p12");
        Path certificate = folder.resolve("both.crt");
        run(
                "keytool",
                "-exportcert",
                "-alias",
                "both",
                "-keystore",
                store.toString(),
                "-storepass",
                PASSWORD,
                "-file",
                certificate.toString());
        run(
                "keytool",
                "-importcert",
                "-noprompt",
                "-alias",
                "ca",
                "-file",
                certificate.toString(),
                "-storetype",
                "PKCS12",
                "-keystore",
                trust.toString(),
                "-storepass",
                PASSWORD);
        StoreFile keys = new StoreFile(store, PASSWORD, "PKCS12");
        RegistryTls tls =
                new RegistryTls(Optional.of(new StoreFile(trust, PASSWORD, "PKCS12")), Optional.of(keys), PASSWORD);
        HttpsServer https = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        https.setHttpsConfigurator(new HttpsConfigurator(tls.context()) {
            @Override
            public void configure(HttpsParameters parameters) {
                SSLParameters wanted = getSSLContext().getDefaultSSLParameters();
                wanted.setNeedClientAuth(true);
                parameters.setSSLParameters(wanted);
            }
        });
        try (RegistryServer server = new RegistryServer(https)) {
            int id = server.register("s", "\"string\"");
            Map<String, String> trusting = new HashMap<>(Map.of(
                    "schema.registry.url", server.url().replace("http:", "https:"),
                    "schema.registry.ssl.truststore.location", trust.toString(),
                    "schema.registry.ssl.truststore.password", PASSWORD));
            Map<String, String> mutual = new HashMap<>(trusting);
            mutual.put("schema.registry.ssl.keystore.location", store.toString());
            mutual.put("schema.registry.ssl.keystore.password", PASSWORD);

            // Then
            assertThat(lookup(mutual).writerSchema(id)).isInstanceOf(AvroWriter.class);
            assertThatThrownBy(() -> lookup(trusting).writerSchema(id))
                    .isInstanceOf(RegistryUnavailableException.class);
            assertThat(RegistryConfig.of(mutual).toString()).doesNotContain(PASSWORD);
        }
    }

    @Test
    void saysWhichStoreCannotBeOpened() {
        // Given
        Map<String, String> settings = Map.of(
                "schema.registry.url", "https://registry",
                "schema.registry.ssl.truststore.location", "/nowhere/trust.p12");

        // Then
        assertThatThrownBy(() -> lookup(settings))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("cannot open the PKCS12 store /nowhere/trust.p12: check file, type and password");
    }

    private static RegistrySchemaLookup lookup(Map<String, String> settings) {
        return new RegistrySchemaLookup(
                new RegistryHttp(RegistryConfig.of(settings)), Clock.systemUTC(), Duration.ofMinutes(1));
    }

    private static void run(String tool, String... arguments) throws Exception {
        List<String> command = new ArrayList<>(
                List.of(Path.of(System.getProperty("java.home"), "bin", tool).toString()));
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(output).isZero();
    }
}
