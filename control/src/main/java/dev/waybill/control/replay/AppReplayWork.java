package dev.waybill.control.replay;

import dev.waybill.app.replay.BegunReplay;
import dev.waybill.app.replay.BegunReplays;
import dev.waybill.app.replay.PlannedReplay;
import dev.waybill.app.replay.Replay;
import dev.waybill.app.replay.ReplayId;
import dev.waybill.app.replay.ReplayProgress;
import dev.waybill.app.replay.ReplayReport;
import dev.waybill.app.replay.ReplayRequest;
import dev.waybill.app.replay.ReplaySetup;
import dev.waybill.app.replay.UnfinishedReplay;
import java.io.IOException;
import java.time.Clock;
import java.util.Optional;
import java.util.SortedSet;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/** Does them beside the application, as the command does. */
public final class AppReplayWork implements ReplayWork {
    private final ReplaySetup setup;
    private final Clock clock;
    private final BegunReplays begun;

    public AppReplayWork(ReplaySetup setup, Clock clock) {
        this.setup = setup;
        this.clock = clock;
        this.begun = new BegunReplays(setup, clock);
    }

    @Override
    public PlannedReplay plan(ReplayRequest request, Optional<ReplayId> given) {
        return begun.plan(request, given);
    }

    @Override
    public BegunReplay begin(ReplayRequest request, Optional<ReplayId> given) {
        return begun.begin(request, given);
    }

    @Override
    public Optional<ReplayReport> run(BegunReplay replay, BooleanSupplier stopped, Consumer<ReplayProgress> progress) {
        Replay run = new Replay(setup, clock);
        return run.run(replay.request(), Optional.of(replay.id()), reached -> {
            progress.accept(reached);
            if (stopped.getAsBoolean()) {
                run.stop();
            }
        });
    }

    @Override
    public SortedSet<ReplayId> begun() {
        return begun.ids();
    }

    @Override
    public Optional<UnfinishedReplay> find(ReplayId id) {
        return begun.find(id);
    }

    @Override
    public boolean forget(ReplayId id) throws IOException {
        return new Replay(setup, clock).forget(id);
    }
}
