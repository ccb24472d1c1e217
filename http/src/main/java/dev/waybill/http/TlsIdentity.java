package dev.waybill.http;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.eclipse.jetty.util.ssl.SslContextFactory;

/**
 * A certificate with its private key.
 *
 * @param chain the server's own certificate first
 */
record TlsIdentity(List<X509Certificate> chain, PrivateKey key) {
    private static final Pattern PRIVATE_KEY =
            Pattern.compile("-----BEGIN PRIVATE KEY-----(.*?)-----END PRIVATE KEY-----", Pattern.DOTALL);
    private static final String ENTRY = "server";
    /** For the key store, which never leaves memory. */
    private static final String NO_SECRET = "in-memory";

    TlsIdentity {
        chain = List.copyOf(chain);
    }

    /** @throws IllegalArgumentException if it cannot be read; the message names the file and quotes nothing of it */
    static TlsIdentity read(TlsFiles files) {
        List<X509Certificate> chain = certificates(files.certificate());
        PrivateKey key = key(files.key(), chain.get(0).getPublicKey().getAlgorithm());
        if (!isPair(chain.get(0), key)) {
            throw new IllegalArgumentException(files.key() + " is not the key of the first certificate in "
                    + files.certificate() + "; give those that belong together");
        }
        return new TlsIdentity(chain, key);
    }

    private static List<X509Certificate> certificates(Path file) {
        try (InputStream in = Files.newInputStream(file)) {
            List<X509Certificate> chain = CertificateFactory.getInstance("X.509").generateCertificates(in).stream()
                    .map(X509Certificate.class::cast)
                    .toList();
            if (!chain.isEmpty()) {
                return chain;
            }
        } catch (IOException e) {
            throw unreadable(file, e);
        } catch (CertificateException e) {
            // Said below.
        }
        throw new IllegalArgumentException(file + " holds no certificate; give one in PEM");
    }

    private static PrivateKey key(Path file, String algorithm) {
        try {
            Matcher pem = PRIVATE_KEY.matcher(Files.readString(file, StandardCharsets.ISO_8859_1));
            if (pem.find()) {
                byte[] der = Base64.getMimeDecoder().decode(pem.group(1));
                return KeyFactory.getInstance(algorithm).generatePrivate(new PKCS8EncodedKeySpec(der));
            }
        } catch (IOException e) {
            throw unreadable(file, e);
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            // Said below, without a cause that may quote the key.
        }
        throw new IllegalArgumentException(file + " holds no private key of the certificate's kind, " + algorithm
                + ", as PKCS#8 in PEM; convert it with: openssl pkcs8 -topk8 -nocrypt");
    }

    private static IllegalArgumentException unreadable(Path file, IOException e) {
        return new IllegalArgumentException(file + " cannot be read; create it, or let this process read it", e);
    }

    private static boolean isPair(Certificate certificate, PrivateKey key) {
        try {
            Signature signature = Signature.getInstance(
                    switch (key.getAlgorithm()) {
                        case "RSA" -> "SHA256withRSA";
                        case "EC" -> "SHA256withECDSA";
                        default -> throw new GeneralSecurityException("JSSE takes no others");
                    });
            byte[] any = {1};
            signature.initSign(key);
            signature.update(any);
            byte[] signed = signature.sign();
            signature.initVerify(certificate.getPublicKey());
            signature.update(any);
            return signature.verify(signed);
        } catch (GeneralSecurityException e) {
            return false;
        }
    }

    /** Has the factory show it from the next connection on. */
    void showBy(SslContextFactory factory) {
        try {
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(null, null);
            store.setKeyEntry(ENTRY, key, NO_SECRET.toCharArray(), chain.toArray(new Certificate[0]));
            factory.setKeyStore(store);
            factory.setKeyStorePassword(NO_SECRET);
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalStateException("a certificate cannot be kept in memory", e);
        }
    }

    /** When it expires. */
    Instant expires() {
        return chain.get(0).getNotAfter().toInstant();
    }

    @Override
    public String toString() {
        return "TlsIdentity[expires=" + expires() + "]";
    }
}
