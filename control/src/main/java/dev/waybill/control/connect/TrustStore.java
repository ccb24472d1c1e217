package dev.waybill.control.connect;

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
        try (InputStream in = Files.newInputStream(file)) {
            KeyStore store = type.toUpperCase(Locale.ROOT).equals(PEM) ? ofPem(in) : ofStore(in, type, password);
            if (store.size() == 0) {
                throw new IllegalArgumentException(file + " holds no certificate");
            }
            TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            trust.init(store);
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, trust.getTrustManagers(), null);
            return context;
        } catch (GeneralSecurityException e) {
            throw new IllegalArgumentException(file + " cannot be read as a trust store of type " + type, e);
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
