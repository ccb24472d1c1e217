package dev.waybill.local;

import dev.waybill.cloud.LocalException;
import dev.waybill.contract.Source;
import dev.waybill.topics.InputProgress;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.admin.Admin;

/** How far the Streams application has read what was published, by what its group has committed. */
final class StreamsProgress {
    private static final long LOOK_NANOS = Duration.ofMillis(200).toNanos();

    private final InputProgress input;

    /** @param admin used, not closed */
    StreamsProgress(Admin admin) {
        this.input = new InputProgress(admin, LocalStreams.APPLICATION_ID);
    }

    /**
     * Waits until everything is read that arrived before {@code now}: what a run leaves unread, exports that come with the
     * next run would read, too.
     *
     * @throws LocalException if that takes longer than {@code patience}
     */
    void awaitRead(Instant now, Duration patience) {
        long begin = System.nanoTime();
        while (!Arrays.stream(Source.values()).allMatch(source -> input.hasRead(source, now))) {
            if (System.nanoTime() - begin > patience.toNanos()) {
                throw new LocalException(
                        "the Streams application did not read all sample events in " + patience.toSeconds() + " s");
            }
            LockSupport.parkNanos(LOOK_NANOS);
        }
    }
}
