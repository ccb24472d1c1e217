package dev.waybill.control.console.replay;

import dev.waybill.app.replay.OriginalPlace;
import dev.waybill.app.replay.OwnFolder;
import dev.waybill.app.replay.ReplayId;
import dev.waybill.app.replay.ReplayPlace;
import dev.waybill.app.replay.ReplayRequest;
import dev.waybill.app.replay.ReplayVersions;
import dev.waybill.control.console.http.ApiProblem;
import dev.waybill.control.console.http.Call;
import dev.waybill.control.console.http.Parameter;
import dev.waybill.control.console.http.ProblemKind;
import dev.waybill.control.console.http.Schema;
import dev.waybill.control.console.http.Schema.Member;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What is asked for, as a caller sends it.
 *
 * @param id that it is to have; empty for that of the request
 */
record ReplayBody(ReplayRequest request, Optional<ReplayId> id) {
    static final Schema SCHEMA = Schema.object(
            Member.of("from", Schema.instant().describe("Windows that start at this instant or later.")),
            Member.of("to", Schema.instant().describe("And before this one.")),
            Member.optional(
                    "under",
                    Schema.oneOf(ReplayVersions.words())
                            .describe("Under which versions; reigned where nothing is said.")),
            Member.optional(
                    "place",
                    Schema.oneOf(List.of(ReplayView.IN_PLACE, ReplayView.BESIDE))
                            .describe(
                                    "Where to. In place under the versions that reigned, and beside under others, where"
                                            + " nothing is said.")),
            Member.optional(
                    "id",
                    Schema.matching(ReplayId.SYNTAX, 32)
                            .describe("Names it; made of what is asked for where nothing is said.")));

    /** @throws dev.waybill.control.console.http.ProblemException if nobody can want it */
    static ReplayBody of(Call call) {
        ReplayVersions versions = call.text("under").flatMap(ReplayVersions::of).orElse(ReplayVersions.REIGNED);
        boolean beside = call.text("place").map(ReplayView.BESIDE::equals).orElse(versions != ReplayVersions.REIGNED);
        ReplayPlace place = beside ? new OwnFolder() : new OriginalPlace();
        try {
            ReplayRequest request = new ReplayRequest(
                    call.get(Parameter.TENANT),
                    Optional.of(call.get(Parameter.EXPORT)),
                    instant(call, "from"),
                    instant(call, "to"),
                    versions,
                    place);
            return new ReplayBody(request, call.text("id").map(ReplayId::new));
        } catch (IllegalArgumentException e) {
            throw ApiProblem.of(ProblemKind.INVALID_BODY, String.valueOf(e.getMessage()))
                    .asException();
        }
    }

    private static Instant instant(Call call, String member) {
        try {
            return Instant.parse(call.text(member).orElse(""));
        } catch (DateTimeException e) {
            throw new IllegalArgumentException(member + " must be an instant, such as 2026-03-04T05:00:00Z", e);
        }
    }
}
