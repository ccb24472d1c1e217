package dev.waybill.control.console.http;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A certificate and its key in PEM files, as certificate authorities and Kubernetes hand them out.
 *
 * @param certificate the console's own, then those above it
 * @param key PKCS #8, not encrypted; RSA, EC or Ed25519
 */
public record PemIdentity(Path certificate, Path key) implements TlsIdentity {
    private static final Pattern PKCS8 =
            Pattern.compile("-----BEGIN PRIVATE KEY-----([A-Za-z0-9+/=\\s]+)-----END PRIVATE KEY-----");
    private static final List<String> ALGORITHMS = List.of("RSA", "EC", "Ed25519");
    /** Of a store that stays in memory. */
    private static final String PASSWORD = "in memory";

    @Override
    public List<Path> files() {
        return List.of(certificate, key);
    }

    @Override
    public char[] password() {
        return PASSWORD.toCharArray();
    }

    @Override
    public KeyStore keyStore() {
        Certificate[] chain = chain();
        PrivateKey privateKey = privateKey(chain[0].getPublicKey().getAlgorithm());
        try {
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(null, null);
            store.setKeyEntry("console", privateKey, password(), chain);
            return store;
        } catch (IOException | GeneralSecurityException e) {
            throw new ConsoleServerException("the key " + key + " does not go with the certificate " + certificate, e);
        }
    }

    private Certificate[] chain() {
        try (InputStream in = Files.newInputStream(certificate)) {
            Certificate[] chain = CertificateFactory.getInstance("X.509")
                    .generateCertificates(in)
                    .toArray(new Certificate[0]);
            if (chain.length > 0) {
                return chain;
            }
        } catch (IOException | GeneralSecurityException e) {
            throw new ConsoleServerException("the certificate " + certificate + " cannot be read as PEM", e);
        }
        throw new ConsoleServerException("the file " + certificate + " holds no certificate", null);
    }

    private PrivateKey privateKey(String ofCertificate) {
        String text = text();
        Matcher pem = PKCS8.matcher(text);
        if (!pem.find()) {
            throw new ConsoleServerException(
                    "the file " + key + " holds no private key in PKCS #8 without a password; make one of it with:"
                            + " openssl pkcs8 -topk8 -nocrypt",
                    null);
        }
        try {
            PKCS8EncodedKeySpec spec = new PKCS8EncodedKeySpec(
                    Base64.getMimeDecoder().decode(pem.group(1).getBytes(StandardCharsets.US_ASCII)));
            String algorithm = ALGORITHMS.contains(ofCertificate) ? ofCertificate : "Ed25519";
            return KeyFactory.getInstance(algorithm).generatePrivate(spec);
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            throw new ConsoleServerException(
                    "the key " + key + " cannot be read, or is of another kind than the certificate " + certificate,
                    null);
        }
    }

    private String text() {
        try {
            return Files.readString(key, StandardCharsets.US_ASCII);
        } catch (IOException e) {
            throw new ConsoleServerException("the key " + key + " cannot be read as PEM", e);
        }
    }
}
