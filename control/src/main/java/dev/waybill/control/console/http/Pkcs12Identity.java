package dev.waybill.control.console.http;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.List;

/** A certificate and its key in a PKCS #12 file. */
public record Pkcs12Identity(Path file, char[] password) implements TlsIdentity {
    public Pkcs12Identity {
        password = password.clone();
    }

    @Override
    public List<Path> files() {
        return List.of(file);
    }

    @Override
    public char[] password() {
        return password.clone();
    }

    @Override
    public KeyStore keyStore() {
        try (InputStream in = Files.newInputStream(file)) {
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(in, password);
            return store;
        } catch (IOException | GeneralSecurityException e) {
            throw new ConsoleServerException(
                    "the key store " + file + " cannot be read: check that it is PKCS #12 and what its password is", e);
        }
    }

    /** Without the password. */
    @Override
    public String toString() {
        return "PKCS #12 " + file;
    }
}
