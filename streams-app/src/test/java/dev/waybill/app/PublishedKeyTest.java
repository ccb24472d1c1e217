package dev.waybill.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.verify.key.KeySet;
import dev.waybill.verify.key.SigningKey;
import dev.waybill.verify.key.VerifyingKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PublishedKeyTest {
    private static final Instant NOW = Instant.parse("2026-03-04T06:00:00Z");

    @TempDir
    private Path folder;

    private final SigningKey key = SigningKey.generate();

    @Test
    void expiresWhenTheSetSaysSo() throws IOException {
        Instant until = Instant.parse("2026-06-01T00:00:00Z");

        publish(key, Optional.of(NOW), Optional.of(until));

        assertThat(expires()).isEqualTo(until.getEpochSecond());
    }

    @Test
    void neverExpiresWhereTheSetSaysNoEnd() throws IOException {
        publish(key, Optional.empty(), Optional.empty());

        assertThat(expires()).isEqualTo(Double.POSITIVE_INFINITY);
    }

    @Test
    void isNotBelievedBeforeItsTimeAfterItOrWhenItIsNotThere() throws IOException {
        publish(key, Optional.of(NOW.plusSeconds(1)), Optional.empty());
        double before = expires();
        publish(key, Optional.empty(), Optional.of(NOW));
        double after = expires();
        publish(SigningKey.generate(), Optional.empty(), Optional.empty());
        double missing = expires();

        assertThat(List.of(before, after, missing)).containsOnly(0.0);
    }

    @Test
    void isNotBelievedWhileTheSetCannotBeRead() throws IOException {
        double missing = expires();
        Files.writeString(file(), "not a key set");

        assertThat(List.of(missing, expires())).containsOnly(0.0);
    }

    private Path file() {
        return folder.resolve("keys.json");
    }

    private double expires() {
        return new PublishedKey(file(), key.id(), Clock.fixed(NOW, ZoneOffset.UTC)).expiresSeconds();
    }

    private void publish(SigningKey published, Optional<Instant> from, Optional<Instant> until) throws IOException {
        Files.writeString(
                file(),
                KeySet.of(List.of(new VerifyingKey(published.verifyingKey().key(), from, until)))
                        .json());
    }
}
