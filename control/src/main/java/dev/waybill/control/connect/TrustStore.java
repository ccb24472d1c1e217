package dev.waybill.control.connect;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.util.Collection;
import java.util.Locale;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** Trusts the certificates of a file, and no others. */
final class TrustStore {
    static final String PEM = "PEM";

    private TrustStore() {}

    /**
     * Reads the file.
     *
     * @param type {@code PEM}, or a type of Java's key stores
     * @param password empty for none
     * @throws IllegalArgumentException if it holds no certificate, or cannot be opened so
     */
    static SSLContext read(Path file, String type, String password) throws IOException {
        InputStream bytes = new ByteArrayInputStream(Files.readAllBytes(file));
        boolean isPem = type.toUpperCase(Locale.ROOT).equals(PEM);
        try {
            KeyStore store = isPem ? ofPem(bytes) : ofStore(bytes, type, password);
            if (store.size() == 0) {
                throw new IllegalArgumentException(file + " holds no certificate"
                        + (isPem || !password.isEmpty()
                                ? ""
                                : " that can be read without a password; give ssl.truststore.password"));
            }
            TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            trust.init(store);
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, trust.getTrustManagers(), null);
            return context;
        } catch (GeneralSecurityException | IOException e) {
            // Java's stores say a wrong password, and what is no store at all, as if reading had failed.
            throw new IllegalArgumentException(
                    file + " cannot be opened as a trust store of type " + type
                            + "; check ssl.truststore.type and ssl.truststore.password",
                    e);
        }
    }

    private static KeyStore ofStore(InputStream in, String type, String password)
            throws GeneralSecurityException, IOException {
        KeyStore store = KeyStore.getInstance(type);
        store.load(in, password.isEmpty() ? null : password.toCharArray());
        return store;
    }

    private static KeyStore ofPem(InputStream in) throws GeneralSecurityException, IOException {
        KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
        store.load(null, null);
        Collection<? extends Certificate> certificates =
                CertificateFactory.getInstance("X.509").generateCertificates(in);
        int number = 0;
        for (Certificate certificate : certificates) {
            store.setCertificateEntry("trusted-" + number++, certificate);
        }
        return store;
    }
}
