package dev.waybill.secrets;

import dev.waybill.redact.SecretLookup;
import dev.waybill.spec.ReferenceSyntax;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Resolves <code>${env:NAME}</code> from environment variables and <code>${file:/path}</code> from files, whose last line
 * end does not count. Shows neither secrets nor file contents in messages.
 */
public final class SecretReferences implements SecretLookup {
    private final Map<String, String> environment;

    public SecretReferences(Map<String, String> environment) {
        this.environment = Map.copyOf(environment);
    }

    @Override
    public String secret(String reference) {
        ReferenceSyntax.require(reference);
        int colon = reference.indexOf(':');
        String name = reference.substring(colon + 1, reference.length() - 1);
        String secret = reference.startsWith("${env:") ? fromEnvironment(name) : fromFile(Path.of(name));
        if (secret.isBlank()) {
            throw new IllegalArgumentException("the secret " + reference + " is empty");
        }
        return secret;
    }

    private String fromEnvironment(String name) {
        @Nullable String secret = environment.get(name);
        if (secret == null) {
            throw new IllegalArgumentException("the environment variable " + name + " is not set; set it");
        }
        return secret;
    }

    private static String fromFile(Path file) {
        try {
            return Files.readString(file).replaceFirst("\\R\\z", "");
        } catch (IOException e) {
            throw new IllegalArgumentException("the file " + file + " cannot be read as text; create it", e);
        }
    }

    @Override
    public String toString() {
        return "SecretReferences";
    }
}
