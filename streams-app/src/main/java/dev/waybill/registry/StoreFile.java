package dev.waybill.registry;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;

/**
 * A key store or trust store on disk.
 *
 * @param file its place
 * @param password secret; may be empty
 * @param type {@code PKCS12} or {@code JKS}
 */
record StoreFile(Path file, String password, String type) {
    /**
     * Reads the store.
     *
     * @throws IllegalArgumentException if it cannot be read or opened with the password
     */
    KeyStore load() {
        try (InputStream in = Files.newInputStream(file)) {
            KeyStore store = KeyStore.getInstance(type);
            store.load(in, password.isEmpty() ? null : password.toCharArray());
            return store;
        } catch (IOException | GeneralSecurityException e) {
            throw new IllegalArgumentException(
                    "cannot open the " + type + " store " + file + ": check file, type and password", e);
        }
    }

    @Override
    public String toString() {
        return "StoreFile[file=" + file + ", password=hidden, type=" + type + "]";
    }
}
