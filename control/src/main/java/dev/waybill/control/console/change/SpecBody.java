package dev.waybill.control.console.change;

import com.fasterxml.jackson.databind.JsonNode;
import dev.waybill.catalog.plan.GuardRule;
import dev.waybill.contract.ExportId;
import dev.waybill.control.apply.Draft;
import dev.waybill.control.console.access.Caller;
import dev.waybill.control.console.http.ApiProblem;
import dev.waybill.control.console.http.Call;
import dev.waybill.control.console.http.Parameter;
import dev.waybill.control.console.http.ProblemKind;
import dev.waybill.control.console.http.Schema;
import dev.waybill.control.console.http.Schema.Member;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * A draft as a caller sends it, with what is asked for beside.
 *
 * @param redirected exports of which everything undelivered goes where the spec says now
 * @param discarded exports of which everything undelivered of earlier versions is dropped
 * @param allowed rules of the guard that are not asked
 * @param preview whether recent events are asked first if anything would leak
 */
record SpecBody(
        Draft draft,
        Set<ExportId> redirected,
        Set<ExportId> discarded,
        Set<GuardRule> allowed,
        boolean preview,
        String why) {
    /** Characters of a draft: 1 MiB, as for files. */
    private static final int MAX_YAML = 1 << 20;

    private static final int MAX_LIST = 100;
    /** People read it in terminals, too. */
    static final Schema WHY = Schema.line(1_000);

    /** A draft alone. */
    static Schema draftSchema() {
        return Schema.object(yaml(), others());
    }

    /** For a plan. */
    static Schema planSchema() {
        return Schema.object(yaml(), others(), exports("redirect"), exports("discard"), allow(), lookingForLeaks());
    }

    /** For a change. */
    static Schema applySchema() {
        return Schema.object(
                yaml(),
                others(),
                exports("redirect"),
                exports("discard"),
                allow(),
                lookingForLeaks(),
                Member.of("basis", Schema.text(100).describe("The member basis of the plan that is to be applied.")),
                Member.of("why", WHY.describe("Stands in the catalog and in the audit event.")));
    }

    private static Member yaml() {
        return Member.of("yaml", Schema.text(MAX_YAML).describe("The tenant's file, as ./waybill apply reads it."));
    }

    private static Member others() {
        return Member.optional(
                "others",
                Schema.oneOf(List.of("removed", "stay"))
                        .describe("What becomes of exports that the text does not name; stay where nothing is said."
                                + " A tenant's token removes none."));
    }

    private static Member exports(String name) {
        return Member.optional(
                name,
                Schema.list(Schema.matching(ExportId.SYNTAX, 63), MAX_LIST)
                        .describe("Ids of exports, as for ./waybill apply --" + name + ". For operators."));
    }

    private static Member allow() {
        List<String> rules =
                Arrays.stream(GuardRule.values()).map(GuardRule::allowName).toList();
        return Member.optional(
                "allow",
                Schema.list(Schema.oneOf(rules), rules.size())
                        .describe("Rules of the guard that are not asked. For operators."));
    }

    private static Member lookingForLeaks() {
        return Member.optional(
                "preview",
                Schema.flag()
                        .describe(
                                "Whether to look at recent events first, as ./waybill apply --preview does, and refuse exports"
                                        + " that would let out what they are to hide; takes up to half a minute."));
    }

    /** A draft, and nothing asked for beside it. */
    static SpecBody of(Draft draft) {
        return new SpecBody(draft, Set.of(), Set.of(), Set.of(), false, "");
    }

    /**
     * Reads it.
     *
     * @throws dev.waybill.control.console.http.ProblemException if a tenant asks for what is an operator's
     */
    static SpecBody of(Call call) {
        JsonNode body = call.body();
        String tenant = call.get(Parameter.TENANT);
        Draft.Others others =
                body.path("others").asText("stay").equals("removed") ? Draft.Others.REMOVED : Draft.Others.STAY;
        Set<GuardRule> allowed = EnumSet.noneOf(GuardRule.class);
        texts(body.path("allow")).forEach(name -> allowed.add(rule(name)));
        SpecBody read = new SpecBody(
                new Draft(tenant, body.path("yaml").asText(), others),
                exports(tenant, body.path("redirect")),
                exports(tenant, body.path("discard")),
                allowed,
                body.path("preview").asBoolean(false),
                body.path("why").asText(""));
        read.requirePermitted(call.caller());
        return read;
    }

    private void requirePermitted(Caller caller) {
        boolean more = draft.others() == Draft.Others.REMOVED
                || !redirected.isEmpty()
                || !discarded.isEmpty()
                || !allowed.isEmpty();
        if (!caller.isOperator() && more) {
            throw ApiProblem.of(
                            ProblemKind.FORBIDDEN,
                            "removing exports, redirect, discard and allow are for operators; the token is a tenant's")
                    .asException();
        }
    }

    private static Set<ExportId> exports(String tenant, JsonNode list) {
        Set<ExportId> exports = new TreeSet<>();
        texts(list).forEach(export -> exports.add(new ExportId(tenant, export)));
        return exports;
    }

    private static List<String> texts(JsonNode list) {
        List<String> texts = new ArrayList<>();
        list.forEach(element -> texts.add(element.asText()));
        return texts;
    }

    private static GuardRule rule(String name) {
        return Arrays.stream(GuardRule.values())
                .filter(rule -> rule.allowName().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("the schema knows " + name));
    }
}
