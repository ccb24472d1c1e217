package dev.waybill.control.connect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.waybill.contract.ClusterException;
import dev.waybill.control.SelfSigned;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.util.Base64;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whom {@code --connect-config} trusts. The worker shows a certificate that the Java runtime does not know. */
class ConnectTlsTest {
    private static final char[] PASSWORD = "s3cret-password".toCharArray();

    @TempDir
    static Path folder;

    private static Certificate certificate;
    private static FakeConnect connect;

    @BeforeAll
    static void start() throws Exception {
        SelfSigned made = SelfSigned.make(folder);
        certificate = made.certificate();
        connect = FakeConnect.withTls(made.server());
        connect.configs.put("waybill-sink", Map.of("name", "waybill-sink"));
    }

    @AfterAll
    static void stop() {
        connect.close();
    }

    @Test
    void aWorkerThatNobodyVouchesForIsNotAsked() {
        assertThatThrownBy(() -> states(ConnectAccess.to(connect.uri())))
                .isInstanceOf(ClusterException.class)
                .hasMessageContaining("PKIX path building failed")
                .hasMessageEndingWith("and whom --connect-config trusts");
    }

    @Test
    void trustsTheCertificatesOfAPemFile() throws IOException {
        // Given
        Path pem = pem();

        // Then
        assertThat(states(access("ssl.truststore.location=" + pem))).containsOnlyKeys("waybill-sink");
        assertThat(states(access("ssl.truststore.location=" + Files.copy(pem, folder.resolve("ca.crt"))
                        + "\nssl.truststore.type=pem")))
                .containsOnlyKeys("waybill-sink");
    }

    @Test
    void trustsTheCertificatesOfAStore() throws Exception {
        assertThat(states(access(
                        "ssl.truststore.location=" + store("PKCS12") + "\nssl.truststore.password=s3cret-password")))
                .containsOnlyKeys("waybill-sink");
        assertThat(states(access("ssl.truststore.location=" + store("JKS") + "\nssl.truststore.type=JKS")))
                .as("whose password only tells whether somebody has changed it")
                .containsOnlyKeys("waybill-sink");
    }

    @Test
    void aStoreThatCannotBeOpenedIsNamedWithWhatToLookAt() throws Exception {
        Path store = store("PKCS12");
        String location = "ssl.truststore.location=" + store;

        assertRefused(
                location + "\nssl.truststore.password=wrong-password",
                store + " cannot be opened as a trust store of type PKCS12; check ssl.truststore.type and"
                        + " ssl.truststore.password");
        assertRefused(
                "ssl.truststore.type=PKCS12\nssl.truststore.location=" + pem(),
                folder.resolve("ca.pem") + " cannot be opened as a trust store of type PKCS12; check"
                        + " ssl.truststore.type and ssl.truststore.password");
        assertRefused(
                location + "\nssl.truststore.type=WALLET",
                store + " cannot be opened as a trust store of type WALLET; check ssl.truststore.type and"
                        + " ssl.truststore.password");
        assertRefused(
                location,
                store + " holds no certificate that can be read without a password; give ssl.truststore.password");
    }

    private static void assertRefused(String properties, String message) {
        assertThatThrownBy(() -> access(properties))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(message)
                .hasMessageNotContaining("wrong-password");
    }

    private static Map<String, ConnectorState> states(ConnectAccess access) {
        return new ConnectorStates(access).byName();
    }

    private static ConnectAccess access(String properties) throws IOException {
        return ConnectAccess.read(
                connect.uri(), Files.writeString(folder.resolve("connect.properties"), properties + "\n"));
    }

    private static Path pem() throws IOException {
        try {
            return Files.writeString(
                    folder.resolve("ca.pem"),
                    "-----BEGIN CERTIFICATE-----\n"
                            + Base64.getMimeEncoder().encodeToString(certificate.getEncoded())
                            + "\n-----END CERTIFICATE-----\n");
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Path store(String type) throws IOException, GeneralSecurityException {
        KeyStore store = KeyStore.getInstance(type);
        store.load(null, null);
        store.setCertificateEntry("worker", certificate);
        Path file = folder.resolve("trust." + type);
        try (OutputStream out = Files.newOutputStream(file)) {
            store.store(out, PASSWORD);
        }
        return file;
    }
}
