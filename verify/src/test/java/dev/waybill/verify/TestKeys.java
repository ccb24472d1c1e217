package dev.waybill.verify;

import dev.waybill.verify.key.KeyException;
import dev.waybill.verify.key.KeySet;
import dev.waybill.verify.key.SigningKey;
import dev.waybill.verify.key.VerifyingKey;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Keys that sign nothing but tests. They were made with {@code openssl genpkey -algorithm ed25519}. */
public final class TestKeys {
    public static final SigningKey OLD = read("test-old.pem");
    public static final SigningKey NEW = read("test-new.pem");
    /** Somebody who has no key of the platform. */
    public static final SigningKey THIEF = read("test-thief.pem");

    public static final Instant NEW_FROM = Instant.parse("2026-03-04T04:00:00Z");
    public static final Instant OLD_UNTIL = Instant.parse("2026-03-04T08:30:00Z");

    /** Both keys of the platform, with the hours in which both are valid. */
    public static final KeySet ROTATION = KeySet.of(List.of(
            new VerifyingKey(OLD.verifyingKey().key(), Optional.empty(), Optional.of(OLD_UNTIL)),
            new VerifyingKey(NEW.verifyingKey().key(), Optional.of(NEW_FROM), Optional.empty())));

    private TestKeys() {}

    public static String pem(String name) {
        try {
            return Files.readString(Path.of("src/test/resources/keys", name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static SigningKey read(String name) {
        try {
            return SigningKey.parse(pem(name));
        } catch (KeyException e) {
            throw new IllegalStateException(name, e);
        }
    }
}
