package dev.waybill.cli.replay;

import dev.waybill.app.replay.Replay;
import dev.waybill.app.replay.ReplayId;
import dev.waybill.app.replay.ReplayReport;
import dev.waybill.app.replay.ReplayRequest;
import java.io.PrintWriter;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.logging.log4j.LogManager;

/** A replay while a command waits for it: shows how far it is, and ends it well when the command is ended. */
public final class RunningReplay {
    private static final long STOP_SECONDS = 40;

    private RunningReplay() {}

    /**
     * Runs it.
     *
     * @param given the replay's id; empty for that of the request
     * @param err where progress is shown
     * @return empty if it was stopped
     */
    public static Optional<ReplayReport> run(
            Replay replay, ReplayRequest request, Optional<ReplayId> given, PrintWriter err) {
        CountDownLatch ended = new CountDownLatch(1);
        Thread hook = new Thread(() -> stop(replay, ended), "waybill-stop");
        Runtime.getRuntime().addShutdownHook(hook);
        try (ReplayBar bar = ReplayBar.on(err)) {
            return replay.run(request, given, bar);
        } finally {
            ended.countDown();
            withdraw(hook);
        }
    }

    private static void withdraw(Thread hook) {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException shutsDown) {
            // It runs.
        }
    }

    /** On Ctrl-C and SIGTERM: what is being done is committed, so that less is done again. */
    private static void stop(Replay replay, CountDownLatch ended) {
        replay.stop();
        try {
            ended.await(STOP_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        LogManager.shutdown();
    }
}
