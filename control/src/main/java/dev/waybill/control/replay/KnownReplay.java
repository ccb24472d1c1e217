package dev.waybill.control.replay;

import dev.waybill.app.replay.BegunReplay;
import dev.waybill.app.replay.ReplayId;
import dev.waybill.app.replay.ReplayProgress;
import dev.waybill.app.replay.ReplayReport;
import dev.waybill.app.replay.ReplayRequest;
import dev.waybill.app.replay.UnfinishedReplay;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What is known of a replay.
 *
 * @param at when it was asked for first
 * @param progress how far it is; empty unless it has run in this process
 * @param gaps what it leaves out; empty unless it has run in this process
 * @param done what it has done; empty unless it has come to its end
 * @param problem what has ended it, in words for operators; empty unless it has failed
 */
public record KnownReplay(
        ReplayId id,
        ReplayRequest request,
        Instant at,
        ReplayStage stage,
        Optional<ReplayProgress> progress,
        List<ReplayGap> gaps,
        Optional<ReplayDone> done,
        Optional<String> problem) {
    public KnownReplay {
        gaps = List.copyOf(gaps);
    }

    static KnownReplay running(BegunReplay begun) {
        int all = (int)
                begun.windows().stream().filter(window -> window.isReplayed()).count();
        return new KnownReplay(
                begun.id(),
                begun.request(),
                begun.at(),
                ReplayStage.RUNNING,
                Optional.of(new ReplayProgress(begun.id().text(), 0, all, List.of())),
                ReplayGap.planned(begun.windows()),
                Optional.empty(),
                Optional.empty());
    }

    static KnownReplay of(UnfinishedReplay unfinished) {
        return new KnownReplay(
                unfinished.id(),
                unfinished.request(),
                unfinished.at(),
                ReplayStage.UNFINISHED,
                Optional.empty(),
                List.of(),
                Optional.empty(),
                Optional.empty());
    }

    KnownReplay at(ReplayProgress reached) {
        return new KnownReplay(id, request, at, stage, Optional.of(reached), gaps, done, problem);
    }

    KnownReplay stopped() {
        return new KnownReplay(id, request, at, ReplayStage.STOPPED, progress, gaps, done, problem);
    }

    KnownReplay failed(String why) {
        return new KnownReplay(id, request, at, ReplayStage.FAILED, progress, gaps, done, Optional.of(why));
    }

    KnownReplay done(ReplayReport report) {
        return new KnownReplay(
                id,
                request,
                at,
                ReplayStage.DONE,
                progress,
                ReplayGap.in(report.windows()),
                Optional.of(ReplayDone.of(report)),
                problem);
    }
}
