package dev.waybill.cli.key;

import dev.waybill.cli.frame.UsageException;
import dev.waybill.verify.key.KeyException;
import dev.waybill.verify.key.KeySet;
import dev.waybill.verify.key.SigningKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Files of keys as the commands read them. */
final class KeyFiles {
    private KeyFiles() {}

    /** The public keys in a file of whatever kind; of a private key its public half. */
    static KeySet publicKeys(Path file) throws IOException {
        String text = Files.readString(file);
        try {
            return text.contains("PRIVATE KEY-----")
                    ? KeySet.of(List.of(SigningKey.parse(text).verifyingKey()))
                    : KeySet.parse(Files.readAllBytes(file));
        } catch (KeyException e) {
            throw new UsageException(file + " " + e.getMessage());
        }
    }
}
