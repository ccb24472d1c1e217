package dev.waybill.control.replay;

import dev.waybill.app.replay.BegunReplay;
import dev.waybill.app.replay.OwnFolder;
import dev.waybill.app.replay.PlannedReplay;
import dev.waybill.app.replay.PlannedWindow;
import dev.waybill.app.replay.ReplayId;
import dev.waybill.app.replay.ReplayProgress;
import dev.waybill.app.replay.ReplayRefusedException;
import dev.waybill.app.replay.ReplayReport;
import dev.waybill.app.replay.ReplayRequest;
import dev.waybill.app.replay.UnfinishedReplay;
import dev.waybill.app.replay.WhyNot;
import dev.waybill.contract.ExportId;
import dev.waybill.contract.Source;
import dev.waybill.window.Window;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/**
 * Does replays of hourly windows, in steps that a test lets go one by one; the first window is never there any more. What has
 * begun stays in the "cluster", as it does for a process that comes after this one.
 */
public final class HeldWork implements ReplayWork {
    public static final Instant ASKED = Instant.parse("2026-03-04T12:00:00Z");

    /** What a run does next. */
    public enum Step {
        PROGRESS,
        FINISH,
        CRASH
    }

    public final BlockingQueue<Step> steps = new LinkedBlockingQueue<>();
    public final Map<ReplayId, ReplayRequest> cluster = new ConcurrentHashMap<>();
    public Optional<String> refusal = Optional.empty();

    @Override
    public PlannedReplay plan(ReplayRequest request, Optional<ReplayId> given) {
        refusal.ifPresent(why -> {
            throw new ReplayRefusedException(why);
        });
        ReplayId id = given.orElseGet(() ->
                new ReplayId("made-of-" + request.from().atZone(ZoneOffset.UTC).getHour()));
        return new PlannedReplay(id, request, windows(request));
    }

    @Override
    public BegunReplay begin(ReplayRequest request, Optional<ReplayId> given) {
        PlannedReplay planned = plan(request, given);
        cluster.put(planned.id(), request);
        return new BegunReplay(planned.id(), request, ASKED, planned.windows());
    }

    @Override
    public Optional<ReplayReport> run(BegunReplay replay, BooleanSupplier stopped, Consumer<ReplayProgress> progress) {
        int all = replay.windows().size() - 1;
        while (true) {
            switch (next()) {
                case PROGRESS ->
                    progress.accept(
                            new ReplayProgress(replay.id().text(), 1, all, List.of("acme/downloads is paused")));
                case CRASH -> throw new IllegalStateException("a value of an event");
                case FINISH -> {
                    if (stopped.getAsBoolean()) {
                        return Optional.empty();
                    }
                    cluster.remove(replay.id());
                    return Optional.of(report(replay));
                }
            }
        }
    }

    private Step next() {
        try {
            return steps.take();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static ReplayReport report(BegunReplay replay) {
        List<ReplayReport.Outcome> outcomes = replay.windows().stream()
                .map(window -> new ReplayReport.Outcome(window, 2, 0, window.isReplayed() ? 10 : 0, 0, 0))
                .toList();
        OptionalLong receipts = replay.request().place() instanceof OwnFolder
                ? OptionalLong.of(replay.windows().size() - 1L)
                : OptionalLong.empty();
        return new ReplayReport(
                replay.id().text(), "", outcomes, receipts, new TreeMap<>(Map.of("missing-tenant", 2L)));
    }

    private static List<PlannedWindow> windows(ReplayRequest request) {
        List<PlannedWindow> windows = new ArrayList<>();
        Duration hour = Duration.ofHours(1);
        for (Instant start = request.from(); start.isBefore(request.to()); start = start.plus(hour)) {
            windows.add(new PlannedWindow(
                    new ExportId(request.tenant(), "downloads"),
                    Source.DOWNLOAD,
                    new Window(start, start.plus(hour)),
                    "41b0f7c3a9e2",
                    start.plus(hour),
                    windows.isEmpty() ? Optional.of(WhyNot.EXPIRED) : Optional.empty()));
        }
        return windows;
    }

    @Override
    public SortedSet<ReplayId> begun() {
        SortedSet<ReplayId> begun = new TreeSet<>(Comparator.comparing(ReplayId::text));
        begun.addAll(cluster.keySet());
        return begun;
    }

    @Override
    public Optional<UnfinishedReplay> find(ReplayId id) {
        return Optional.ofNullable(cluster.get(id)).map(request -> new UnfinishedReplay(id, request, ASKED));
    }

    @Override
    public boolean forget(ReplayId id) {
        return cluster.remove(id) != null;
    }
}
