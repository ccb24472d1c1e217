package dev.waybill.control.apply;

import dev.waybill.catalog.plan.GuardRule;
import dev.waybill.catalog.plan.KeyChange;
import dev.waybill.catalog.plan.Refusal;
import dev.waybill.catalog.plan.TenantPlan;
import dev.waybill.render.FileChange;
import dev.waybill.spec.yaml.DidYouMean;
import dev.waybill.spec.yaml.SpecException;
import dev.waybill.topics.TopicCreated;
import dev.waybill.topics.TopicFinding;
import dev.waybill.topics.TopicMissing;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** A plan, and what became of it, for people. */
public final class ApplyText {
    private static final int MAX_VALUE = 120;
    private static final int MAX_TOPICS = 10;

    private final Paint paint;
    private final int maxTenants;
    private final Optional<String> tenant;
    private final List<String> lines = new ArrayList<>();

    private ApplyText(Paint paint, int maxTenants, Optional<String> tenant) {
        this.paint = paint;
        this.maxTenants = maxTenants;
        this.tenant = tenant;
    }

    /**
     * The lines.
     *
     * @param maxTenants how many tenants are shown at most
     * @param tenant the one that is shown, with the text of its documents; empty for all
     */
    public static List<String> lines(ApplyResult result, Paint paint, int maxTenants, Optional<String> tenant) {
        ApplyText text = new ApplyText(paint, maxTenants, tenant);
        text.write(result);
        return List.copyOf(text.lines);
    }

    private void write(ApplyResult result) {
        ApplyPlan plan = result.plan();
        if (result.state() == ApplyState.OVERTAKEN) {
            lines.add(paint.gone("Somebody else has changed " + String.join(", ", result.overtakenBy())
                    + " meanwhile; nothing was written. The plan is now:"));
        }
        if (result.state() == ApplyState.NOTHING_TO_DO && !result.overtakenBy().isEmpty()) {
            lines.add("Somebody else has changed " + String.join(", ", result.overtakenBy())
                    + " meanwhile, to the same.");
        }
        List<TenantEffect> shown = plan.tenants().stream()
                .filter(effect -> tenant.map(effect.tenant()::equals).orElse(true))
                .toList();
        shown.stream().limit(maxTenants).forEach(effect -> tenant(effect, plan));
        if (shown.size() > maxTenants) {
            lines.add("... and " + (shown.size() - maxTenants) + " more tenants: --tenant NAME shows one, --json all");
        }
        tenant.filter(name -> shown.isEmpty()).ifPresent(name -> {
            lines.add(name + ": " + nothing(name, plan));
            TenantPapers.of(plan, name).ifPresent(papers -> papers(papers, TenantLetter.text(papers)));
        });
        plan.settings().ifPresent(settings -> settings(settings, plan));
        topics(result);
        result.starts()
                .forEach((partition, offset) ->
                        lines.add((isMade(result) ? "reading starts at " : "reading would start at ") + partition
                                + " offset " + offset));
        left(plan);
        refusals(plan);
        papersAreElsewhere(result);
        summary(result);
    }

    /** Once it is applied, documents do not change any more, so they are in no later plan by themselves. */
    private void papersAreElsewhere(ApplyResult result) {
        boolean changed = result.plan().tenants().stream()
                .anyMatch(effect -> !effect.documents().isEmpty());
        if (tenant.isEmpty() && changed) {
            lines.add("external id, documents and a letter for a tenant, now and later: ./waybill plan --tenant NAME");
        }
    }

    private static String nothing(String tenant, ApplyPlan plan) {
        List<String> known =
                plan.change().plan().tenants().stream().map(TenantPlan::tenant).toList();
        return known.contains(tenant)
                ? "nothing changes"
                : "is not among the tenants of this plan; "
                        + DidYouMean.hint(tenant, known, "neither the folder nor the catalog has it");
    }

    private void tenant(TenantEffect effect, ApplyPlan plan) {
        lines.add(paint.strong(effect.tenant()) + ": " + effect.kind());
        effect.exports().forEach(this::export);
        effect.documents().forEach((name, change) -> lines.add("  document " + name + ": " + change.kind()));
        if (!effect.unreadable().isEmpty()) {
            lines.add("  its documents and its letter are not made: they follow from "
                    + effect.unreadable().get(0).export() + " too, which cannot be read");
        } else if (tenant.isPresent()) {
            TenantPapers.of(plan, effect.tenant()).ifPresent(papers -> papers(papers, TenantLetter.text(effect)));
        } else {
            TenantLetter.steps(effect).forEach(step -> lines.add("  to do for the tenant: " + step));
        }
    }

    private void papers(TenantPapers papers, String letter) {
        lines.add("  external id: " + papers.externalId());
        lines.add("");
        letter.lines().forEach(line -> lines.add("  | " + line));
        papers.documents().forEach((name, text) -> {
            lines.add("");
            lines.add("  " + name);
            text.lines().forEach(line -> lines.add("  | " + line));
        });
        lines.add("");
    }

    private void export(ExportEffect export) {
        String text = export.kind()
                + export.from().map(from -> " from " + from + " on").orElse("");
        String id = export.id().toString();
        lines.add("  "
                + switch (export.kind()) {
                    case "added", "returned" -> paint.come("+ " + id + " " + text);
                    case "removed", "disabled" -> paint.gone("- " + id + " " + text);
                    default -> paint.other("~ " + id + " " + text);
                });
        export.keys().forEach(key -> lines.add("      " + text(key)));
        export.allNotes().forEach(note -> lines.add("      " + note));
    }

    private void settings(SettingsEffect settings, ApplyPlan plan) {
        lines.add(paint.strong("settings of all tenants"));
        settings.keys().forEach(key -> lines.add("  " + paint.other("~ " + text(key))));
        settings.from()
                .ifPresent(from -> lines.add("      alters all " + plan.exports() + " exports from " + from + " on"));
        settings.notes().forEach(note -> lines.add("      " + note));
        for (Map.Entry<String, FileChange> document : settings.documents().entrySet()) {
            lines.add("  " + document.getKey() + ": " + document.getValue().kind());
            if (!document.getValue().before().isEmpty()) {
                document.getValue().lines().forEach(line -> lines.add("      " + line));
            }
        }
    }

    private void topics(ApplyResult result) {
        List<TopicFinding> come = result.topics().findings().stream()
                .filter(finding -> finding instanceof TopicMissing || finding instanceof TopicCreated)
                .toList();
        come.stream()
                .limit(MAX_TOPICS)
                .forEach(finding -> lines.add(paint.come("+ topic " + finding.topic())
                        + (finding instanceof TopicCreated ? ": created" : ": to be created")));
        if (come.size() > MAX_TOPICS) {
            lines.add("... and " + (come.size() - MAX_TOPICS) + " more topics");
        }
        result.topics().open().stream()
                .filter(finding -> !(finding instanceof TopicMissing))
                .forEach(finding -> lines.add(paint.other(
                        "! topic " + finding.topic() + ": " + finding.description() + "; " + finding.advice())));
    }

    private void left(ApplyPlan plan) {
        plan.left().stream()
                .limit(maxTenants)
                .forEach(problem -> lines.add(paint.gone("! " + problem.place().path() + " " + problem.text())));
        if (plan.left().size() > maxTenants) {
            lines.add("... and " + (plan.left().size() - maxTenants) + " more that cannot be read: --json shows all");
        }
    }

    /** One paragraph for a rule, however often it refuses. */
    private void refusals(ApplyPlan plan) {
        Map<GuardRule, List<String>> byRule = new TreeMap<>();
        for (Refusal refusal : plan.refusals()) {
            byRule.computeIfAbsent(refusal.rule(), rule -> new ArrayList<>()).add(refusal.what());
        }
        byRule.forEach((rule, what) -> {
            lines.add(paint.gone("refused by the rule " + rule.allowName()));
            what.stream().limit(maxTenants).forEach(each -> lines.add("  " + each));
            if (what.size() > maxTenants) {
                lines.add("  ... and " + (what.size() - maxTenants) + " more");
            }
            lines.add("  " + rule.protects());
            lines.add("  If it is meant: --allow " + rule.allowName());
        });
        if (!plan.problems().isEmpty()) {
            String.valueOf(new SpecException(plan.problems()).getMessage())
                    .lines()
                    .forEach(lines::add);
        }
    }

    private void summary(ApplyResult result) {
        ApplyPlan plan = result.plan();
        String counts = "tenants: " + plan.count("added") + " added, " + plan.count("changed") + " changed, "
                + plan.count("removed") + " removed, " + plan.unchanged() + " unchanged";
        if (plan.count("documents") > 0) {
            counts += ", " + plan.count("documents") + " with other documents only";
        }
        if (!plan.left().isEmpty()) {
            counts += "; " + plan.left().size() + " cannot be read and stay as they are";
        }
        lines.add(counts);
        lines.add(paint.strong(
                switch (result.state()) {
                    case PLANNED, OVERTAKEN ->
                        "Times are as if it were applied at " + plan.at() + ": the first window that"
                                + " begins " + plan.lead() + " later or more. Nothing was changed"
                                + (result.state() == ApplyState.PLANNED
                                        ? "."
                                        : " in the catalog; look at it and apply again.");
                    case NOTHING_TO_DO -> "nothing to do";
                    case APPLIED -> plan.isEmpty() ? "applied; the catalog stays as it is" : "applied at " + plan.at();
                    case REFUSED -> "refused; nothing was changed in the catalog";
                }));
    }

    private static boolean isMade(ApplyResult result) {
        return result.state() == ApplyState.APPLIED || result.state() == ApplyState.OVERTAKEN;
    }

    private static String text(KeyChange key) {
        return key.key() + ": " + key.before().map(ApplyText::shortened).orElse("(none)") + " -> "
                + key.after().map(ApplyText::shortened).orElse("(none)");
    }

    private static String shortened(String value) {
        return value.length() <= MAX_VALUE ? value : value.substring(0, MAX_VALUE) + "…";
    }
}
