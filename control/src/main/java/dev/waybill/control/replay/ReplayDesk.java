package dev.waybill.control.replay;

import dev.waybill.app.replay.BegunReplay;
import dev.waybill.app.replay.LocalFolder;
import dev.waybill.app.replay.PlannedReplay;
import dev.waybill.app.replay.ReplayId;
import dev.waybill.app.replay.ReplayRefusedException;
import dev.waybill.app.replay.ReplayReport;
import dev.waybill.app.replay.ReplayRequest;
import dev.waybill.catalog.topic.CatalogException;
import dev.waybill.contract.ClusterException;
import dev.waybill.kafka.cluster.CrashReport;
import dev.waybill.spec.yaml.SpecException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The replays of this process: one at a time, on a thread of its own. It keeps nothing on disk. What has begun stands in the
 * cluster, so whoever comes after a kill finds it there and can go on with it. Thread-safe.
 */
public final class ReplayDesk implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ReplayDesk.class);
    private static final long STOP_SECONDS = 40;

    /** The one that is being done. */
    private static final class Turn {
        private final CountDownLatch ended = new CountDownLatch(1);
        private Optional<ReplayId> id = Optional.empty();
        private volatile boolean stopped;
    }

    private final ReplayWork work;
    private final KeptReplays kept = new KeptReplays();
    private Optional<Turn> turn = Optional.empty();

    public ReplayDesk(ReplayWork work) {
        this.work = work;
    }

    /**
     * What a replay would do, or does; changes nothing.
     *
     * @param given its id; empty for that of the request
     * @throws ReplayRefusedException if it cannot be done
     * @throws SpecException if a version cannot be made of its spec
     */
    public PlannedReplay plan(ReplayRequest request, Optional<ReplayId> given) {
        return work.plan(request, given);
    }

    /**
     * Begins a replay, or goes on with it, and has it done. Where this very one is being done already nothing changes.
     *
     * @param given its id; empty for that of the request
     * @throws ReplayTakenException if another one is being done
     * @throws ReplayRefusedException if it cannot be done
     * @throws SpecException if a version cannot be made of its spec
     */
    public KnownReplay start(ReplayRequest request, Optional<ReplayId> given) {
        Optional<KnownReplay> same = running()
                .filter(replay -> replay.request().equals(request)
                        && given.map(replay.id()::equals).orElse(true));
        if (same.isPresent()) {
            return same.get();
        }
        Turn taken = take();
        try {
            BegunReplay begun = work.begin(request, given);
            KnownReplay running = KnownReplay.running(begun);
            synchronized (this) {
                taken.id = Optional.of(begun.id());
                kept.keep(running);
            }
            Thread thread = new Thread(() -> run(begun, taken), "waybill-replay");
            thread.setDaemon(true);
            thread.start();
            return running;
        } catch (RuntimeException e) {
            giveBack(taken);
            throw e;
        }
    }

    /**
     * Goes on with one that has begun, whoever has begun it; empty if there is none of this id.
     *
     * @throws ReplayTakenException if another one is being done
     * @throws ReplayRefusedException if it cannot be done, or is done already
     */
    public Optional<KnownReplay> resume(ReplayId id) {
        Optional<KnownReplay> known = find(id);
        known.ifPresent(replay -> {
            if (replay.stage() == ReplayStage.DONE) {
                throw new ReplayRefusedException("the replay " + id + " is done; to do it again, start it again");
            }
            if (replay.request().place() instanceof LocalFolder) {
                throw new ReplayRefusedException(
                        "the replay " + id
                                + " writes to a folder of the machine that has begun it; go on with it there, with ./waybill replay");
            }
        });
        return known.map(replay -> start(replay.request(), Optional.of(id)));
    }

    /**
     * Has it stopped soon: it can be gone on with.
     *
     * @return what is known of it; empty if there is none of this id
     * @throws ReplayRefusedException if it is not being done here
     */
    public Optional<KnownReplay> stop(ReplayId id) {
        synchronized (this) {
            if (turn.flatMap(taken -> taken.id).equals(Optional.of(id))) {
                turn.ifPresent(taken -> taken.stopped = true);
                return kept.find(id);
            }
        }
        find(id).ifPresent(known -> {
            throw new ReplayRefusedException(
                    "the replay " + id + " is not being done by this console, so there is nothing to stop");
        });
        return Optional.empty();
    }

    /**
     * Deletes what it has left in the cluster and here, less what it has delivered, and forgets it.
     *
     * @return what was known of it; empty if there is none of this id
     * @throws ReplayRefusedException if it is being done
     */
    public Optional<KnownReplay> forget(ReplayId id) {
        Optional<KnownReplay> known = find(id);
        if (known.isEmpty()) {
            return known;
        }
        Turn taken = take();
        try {
            work.forget(id);
            kept.forget(id);
            return known;
        } catch (IOException e) {
            throw new ReplayRefusedException(
                    "what the replay " + id + " has left on this machine cannot be deleted: " + e.getMessage());
        } finally {
            giveBack(taken);
        }
    }

    /** What is known of one. The cluster is asked unless it is being done here, or was. */
    public Optional<KnownReplay> find(ReplayId id) {
        Optional<KnownReplay> here = kept.find(id);
        if (here.filter(replay -> !replay.stage().canBeGoneOnWith()).isPresent()) {
            return here;
        }
        return work.find(id).map(unfinished -> here.orElseGet(() -> KnownReplay.of(unfinished)));
    }

    /**
     * All that are known: the last ones of this process, the newest first, then what is unfinished elsewhere. One that was stopped
     * here and that somebody else has finished or forgotten is none of them.
     */
    public List<KnownReplay> known() {
        SortedSet<ReplayId> begun = work.begun();
        List<KnownReplay> here = kept.all();
        List<KnownReplay> known = new ArrayList<>(here.stream()
                .filter(replay -> !replay.stage().canBeGoneOnWith() || begun.contains(replay.id()))
                .toList());
        here.forEach(replay -> begun.remove(replay.id()));
        begun.forEach(id -> work.find(id).map(KnownReplay::of).ifPresent(known::add));
        return known;
    }

    /** Says in the log, soon, what is unfinished: whoever ran it may be gone. */
    public void nameUnfinished() {
        Thread thread = new Thread(
                () -> {
                    try {
                        work.begun()
                                .forEach(id -> LOG.atWarn()
                                        .addKeyValue("replay", id)
                                        .log("a replay has begun and is not done; resume it, or forget it"));
                    } catch (RuntimeException e) {
                        LOG.warn("it is not known whether replays are unfinished: {}", e.getMessage());
                    }
                },
                "waybill-replays-unfinished");
        thread.setDaemon(true);
        thread.start();
    }

    private synchronized Optional<KnownReplay> running() {
        return turn.flatMap(taken -> taken.id).flatMap(kept::find);
    }

    private synchronized Turn take() {
        turn.ifPresent(taken -> {
            throw new ReplayTakenException(taken.id
                            .map(id -> "the replay " + id + " is being done")
                            .orElse("another replay is being begun or forgotten")
                    + "; wait for its end, or stop it");
        });
        Turn taken = new Turn();
        turn = Optional.of(taken);
        return taken;
    }

    private synchronized void giveBack(Turn taken) {
        turn = Optional.empty();
        taken.ended.countDown();
    }

    private void run(BegunReplay begun, Turn taken) {
        UnaryOperator<KnownReplay> end = replay -> replay.failed("it has ended; the console's log says more");
        try {
            Optional<ReplayReport> report = work.run(
                    begun, () -> taken.stopped, reached -> kept.change(begun.id(), replay -> replay.at(reached)));
            end = report.<UnaryOperator<KnownReplay>>map(done -> replay -> replay.done(done))
                    .orElse(KnownReplay::stopped);
        } catch (RuntimeException e) {
            String why = why(begun.id(), e);
            end = replay -> replay.failed(why);
        } finally {
            UnaryOperator<KnownReplay> ended = end;
            synchronized (this) {
                kept.change(begun.id(), ended);
                giveBack(taken);
            }
        }
    }

    /** What an operator may read; anything else is in the log. */
    private static String why(ReplayId id, RuntimeException e) {
        if (e instanceof ReplayRefusedException
                || e instanceof ClusterException
                || e instanceof CatalogException
                || e instanceof SpecException) {
            LOG.atWarn().addKeyValue("replay", id).log("a replay has ended: {}", e.getMessage());
            return String.valueOf(e.getMessage());
        }
        LOG.atError().addKeyValue("replay", id).log("a replay has ended:\n{}", CrashReport.of(e));
        return "an error has ended it; the log of the console says more";
    }

    /** Stops the one that is being done, and waits for its end: it can be gone on with. */
    @Override
    public void close() {
        Optional<Turn> last;
        synchronized (this) {
            last = turn;
        }
        last.ifPresent(taken -> {
            taken.stopped = true;
            try {
                if (!taken.ended.await(STOP_SECONDS, TimeUnit.SECONDS)) {
                    LOG.warn("a replay did not stop within {} s; it can be gone on with", STOP_SECONDS);
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
    }
}
