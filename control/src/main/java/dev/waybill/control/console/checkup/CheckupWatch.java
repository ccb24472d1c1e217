package dev.waybill.control.console.checkup;

import dev.waybill.catalog.snapshot.Knowledge;
import dev.waybill.contract.ExportId;
import dev.waybill.control.doctor.DoctorReport;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Has the doctor look, on a thread of its own. */
public final class CheckupWatch implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(CheckupWatch.class);

    /** How soon a new export is seen. */
    private static final Duration PAUSE = Duration.ofSeconds(2);

    /** A look ends soon when it is interrupted, within the time limit of a request. */
    private static final Duration CLOSE = Duration.ofSeconds(12);

    private final CheckupRound round;
    private final CountDownLatch closed = new CountDownLatch(1);
    private final Thread thread;

    private CheckupWatch(CheckupRound round) {
        this.round = round;
        this.thread = new Thread(this::run, "waybill-console-doctor");
        thread.setDaemon(true);
    }

    /**
     * Begins to look.
     *
     * @param doctor looks at one export, as the catalog has it
     */
    public static CheckupWatch start(
            Checkups checkups, Supplier<Knowledge> catalog, Function<ExportId, DoctorReport> doctor, Clock clock) {
        CheckupWatch watch = new CheckupWatch(new CheckupRound(checkups, catalog, doctor, clock));
        watch.thread.start();
        return watch;
    }

    /** Why the last look was not possible; empty if it was. */
    public Optional<String> trouble() {
        return round.trouble();
    }

    private void run() {
        while (closed.getCount() > 0) {
            try {
                if (!round.step()) {
                    rest();
                }
            } catch (RuntimeException e) {
                // A bug must not end the looks: the console would go on to say what was so long ago.
                LOG.error("Finding the next account to look at failed", e);
                rest();
            }
        }
    }

    private void rest() {
        try {
            closed.await(PAUSE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            closed.countDown();
        }
    }

    /** Looks at nothing more; interrupts a look that is under way. */
    @Override
    public void close() {
        closed.countDown();
        thread.interrupt();
        try {
            thread.join(CLOSE.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
