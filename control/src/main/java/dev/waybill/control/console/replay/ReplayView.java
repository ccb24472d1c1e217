package dev.waybill.control.console.replay;

import dev.waybill.app.replay.LocalFolder;
import dev.waybill.app.replay.OriginalPlace;
import dev.waybill.app.replay.OwnFolder;
import dev.waybill.app.replay.PlannedReplay;
import dev.waybill.app.replay.PlannedWindow;
import dev.waybill.app.replay.ReplayId;
import dev.waybill.app.replay.ReplayPlace;
import dev.waybill.app.replay.ReplayRequest;
import dev.waybill.app.replay.ReplayVersions;
import dev.waybill.app.replay.WhyNot;
import dev.waybill.contract.YamlName;
import dev.waybill.control.console.http.Schema;
import dev.waybill.control.console.http.Schema.Member;
import dev.waybill.control.replay.KnownReplay;
import dev.waybill.control.replay.ReplayDone;
import dev.waybill.control.replay.ReplayGap;
import dev.waybill.control.replay.ReplayStage;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** A replay in an answer. */
final class ReplayView {
    static final String IN_PLACE = "in-place";
    static final String BESIDE = "beside";

    private static final String FOLDER = "folder";
    private static final Schema PROGRESS = Schema.object(
                    Member.of("done", Schema.count()), Member.of("left", Schema.count()))
            .describe("Windows that are delivered again. One is done when its partitions have been read to its end.");
    private static final Schema GAP = Schema.object(
            Member.of("export", Schema.text()),
            Member.of("from", Schema.instant()),
            Member.of("to", Schema.instant()),
            Member.of("windows", Schema.count()),
            Member.of(
                    "why",
                    Schema.oneOf(Stream.of(WhyNot.values()).map(YamlName::of).toList())),
            Member.of("text", Schema.text()),
            Member.of("parts", Schema.count().describe("Of them, delivered again all the same.")),
            Member.of("missing-parts", Schema.count().describe("Delivered then, and not made again.")),
            Member.of("other-parts", Schema.count().describe("Made, and not delivered.")));
    private static final Schema RESULT = Schema.object(
            Member.of("complete", Schema.flag().describe("Whether every window was delivered again.")),
            Member.of("windows", Schema.count()),
            Member.of("parts", Schema.count()),
            Member.of("events", Schema.count()),
            Member.optional("receipts", Schema.count().describe("Missing where none are issued.")),
            Member.of(
                    "refused",
                    Schema.mapOf(Schema.count()).describe("Records that could not be processed, by the reason.")));

    private static final Member GAPS = Member.of(
            "not-replayed",
            Schema.list(GAP).describe("What is not delivered again; texts name the options of ./waybill replay."));
    /** What is asked for: a replay has it, and so has a plan of one. */
    private static final List<Member> ASKED = List.of(
            Member.of("id", Schema.text()),
            Member.of("tenant", Schema.text()),
            Member.optional("export", Schema.text().describe("Missing for all of the tenant.")),
            Member.of("from", Schema.instant()),
            Member.of("to", Schema.instant()),
            Member.of("under", Schema.oneOf(ReplayVersions.words())),
            Member.of("place", Schema.oneOf(List.of(IN_PLACE, BESIDE, FOLDER))),
            Member.optional(
                    "folder", Schema.text().describe("Below the export's prefix, or of the machine that made it.")));

    static final Schema PLAN = with(
                    Member.of("windows", Schema.count().describe("That would be delivered again.")), GAPS)
            .named("ReplayPlan");

    static final Schema SCHEMA = with(
                    Member.of("begun", Schema.instant()),
                    Member.of(
                            "state",
                            Schema.oneOf(Stream.of(ReplayStage.values())
                                    .map(YamlName::of)
                                    .toList())),
                    Member.optional("progress", PROGRESS),
                    Member.of("waits", Schema.list(Schema.text()).describe("What holds it up, with what to do.")),
                    GAPS,
                    Member.optional("result", RESULT),
                    Member.optional("problem", Schema.text().describe("What has ended it.")))
            .named("Replay");

    private ReplayView() {}

    private static Schema with(Member... members) {
        return Schema.object(Stream.concat(ASKED.stream(), Stream.of(members)).toArray(Member[]::new));
    }

    static Map<String, Object> plan(PlannedReplay plan) {
        Map<String, Object> json = asked(plan.id(), plan.request());
        json.put(
                "windows",
                plan.windows().stream().filter(PlannedWindow::isReplayed).count());
        json.put(
                "not-replayed",
                ReplayGap.planned(plan.windows()).stream().map(ReplayView::gap).toList());
        return json;
    }

    private static Map<String, Object> asked(ReplayId id, ReplayRequest request) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("id", id.text());
        json.put("tenant", request.tenant());
        request.export().ifPresent(export -> json.put("export", export));
        json.put("from", request.from().toString());
        json.put("to", request.to().toString());
        json.put("under", request.versions().word());
        json.put("place", word(request.place()));
        if (!(request.place() instanceof OriginalPlace)) {
            json.put("folder", request.place().text(id));
        }
        return json;
    }

    static Map<String, Object> of(KnownReplay replay) {
        Map<String, Object> json = asked(replay.id(), replay.request());
        json.put("begun", replay.at().toString());
        json.put("state", YamlName.of(replay.stage()));
        replay.progress()
                .ifPresent(progress -> json.put(
                        "progress", Map.of("done", progress.done(), "left", progress.all() - progress.done())));
        json.put(
                "waits",
                replay.stage() == ReplayStage.RUNNING
                        ? replay.progress().map(progress -> progress.waits()).orElse(List.of())
                        : List.of());
        json.put("not-replayed", replay.gaps().stream().map(ReplayView::gap).toList());
        replay.done()
                .ifPresent(done -> json.put("result", result(done, replay.gaps().isEmpty())));
        replay.problem().ifPresent(problem -> json.put("problem", problem));
        return json;
    }

    static String word(ReplayPlace place) {
        if (place instanceof LocalFolder) {
            return FOLDER;
        }
        return place instanceof OwnFolder ? BESIDE : IN_PLACE;
    }

    private static Map<String, Object> gap(ReplayGap gap) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("export", gap.first().export().export());
        json.put("from", gap.first().window().start().toString());
        json.put("to", gap.last().window().end().toString());
        json.put("windows", gap.windows());
        json.put("why", YamlName.of(gap.why()));
        json.put("text", gap.reason());
        json.put("parts", gap.parts());
        json.put("missing-parts", gap.missing());
        json.put("other-parts", gap.others());
        return json;
    }

    private static Map<String, Object> result(ReplayDone done, boolean complete) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("complete", complete);
        json.put("windows", done.windows());
        json.put("parts", done.parts());
        json.put("events", done.events());
        done.receipts().ifPresent(receipts -> json.put("receipts", receipts));
        json.put("refused", done.refused());
        return json;
    }
}
