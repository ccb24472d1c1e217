package dev.waybill.local;

import dev.waybill.cloud.AccessKey;
import dev.waybill.cloud.LocalException;
import dev.waybill.files.OwnerOnly;
import dev.waybill.redact.SecretLookup;
import dev.waybill.secrets.SecretReferences;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/**
 * Secrets of the specs. Environment variables that are not set get a random value, which is kept in the data folder: the
 * sample tenants shall work without preparation, and a key must be the same at the next start.
 */
final class LocalSecrets implements SecretLookup {
    private static final String FROM_ENVIRONMENT = "${env:";
    private static final int RANDOM_BYTES = 24;

    private final Path folder;
    private final Map<String, String> environment;

    LocalSecrets(Path folder, Map<String, String> environment) {
        this.folder = folder;
        this.environment = environment;
    }

    @Override
    public String secret(String reference) {
        if (reference.startsWith(FROM_ENVIRONMENT) && reference.endsWith("}")) {
            String name = reference.substring(FROM_ENVIRONMENT.length(), reference.length() - 1);
            if (name.matches("[A-Za-z0-9_]+") && !environment.containsKey(name)) {
                return kept(name);
            }
        }
        return new SecretReferences(environment).secret(reference);
    }

    private synchronized String kept(String name) {
        Path file = folder.resolve(name);
        try {
            if (!Files.exists(file)) {
                OwnerOnly.createFolders(folder);
                DataFolder.writeSecret(file, AccessKey.randomText(RANDOM_BYTES));
            }
            return Files.readString(file);
        } catch (IOException e) {
            throw new LocalException("cannot read or write " + file + ": " + e.getMessage(), e);
        }
    }

    @Override
    public String toString() {
        return "LocalSecrets";
    }
}
