package dev.waybill.app;

import dev.waybill.verify.key.KeyException;
import dev.waybill.verify.key.KeySet;
import dev.waybill.verify.key.VerifyingKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What the published key set says of the key that receipts are signed with. The file is read anew each time. */
final class PublishedKey {
    private static final Logger LOG = LoggerFactory.getLogger(PublishedKey.class);
    /** Long ago, so that what warns of an end that comes near warns at once. */
    private static final double NOT_VALID = 0;

    private final Path keySet;
    private final String id;
    private final Clock clock;
    private volatile String trouble = "";

    /** @param id the key's fingerprint */
    PublishedKey(Path keySet, String id, Clock clock) {
        this.keySet = keySet;
        this.id = id;
        this.clock = clock;
    }

    /** When the key may sign no longer, in seconds since 1970; infinite for never, 0 where readers do not believe it now. */
    double expiresSeconds() {
        Instant now = clock.instant();
        try {
            return KeySet.parse(Files.readAllBytes(keySet))
                    .find(id)
                    .filter(key -> key.isValidAt(now))
                    .map(this::expires)
                    .orElseGet(() -> notValid("it does not hold the key " + id + ", or not for this moment"));
        } catch (IOException e) {
            return notValid("it cannot be read");
        } catch (KeyException e) {
            return notValid(String.valueOf(e.getMessage()));
        }
    }

    private double expires(VerifyingKey key) {
        trouble = "";
        return key.until().map(until -> (double) until.getEpochSecond()).orElse(Double.POSITIVE_INFINITY);
    }

    private double notValid(String why) {
        if (!why.equals(trouble)) {
            LOG.error("receipts are signed with a key that readers do not believe, by {}: {}", keySet, why);
            trouble = why;
        }
        return NOT_VALID;
    }
}
