package dev.waybill.control.apply;

import dev.waybill.catalog.plan.ExportChange;
import dev.waybill.catalog.plan.ExportChanged;
import dev.waybill.catalog.plan.ExportReturned;
import dev.waybill.catalog.plan.KeyChange;
import dev.waybill.catalog.plan.Plan;
import dev.waybill.catalog.plan.SpecDifference;
import dev.waybill.catalog.plan.TenantPlan;
import dev.waybill.catalog.record.ExportRecord;
import dev.waybill.catalog.record.TenantRecord;
import dev.waybill.catalog.record.UnreadableSpec;
import dev.waybill.catalog.reign.Change;
import dev.waybill.catalog.reign.Reign;
import dev.waybill.render.FileChange;
import dev.waybill.render.Platform;
import dev.waybill.spec.ExportSpec;
import dev.waybill.spec.destination.Destination;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.stream.Stream;

/** What a plan of the catalog means for tenants, if it is made at a time. */
final class Effects {
    private final Platform platformBefore;
    private final Platform platformAfter;

    Effects(Platform platformBefore, Platform platformAfter) {
        this.platformBefore = platformBefore;
        this.platformAfter = platformAfter;
    }

    /**
     * The tenants for whom something changes, sorted.
     *
     * @param notBefore A + lead
     */
    List<TenantEffect> of(Plan plan, Change change, Instant notBefore) {
        Stream<TenantPlan> concerned = platformBefore.equals(platformAfter) ? plan.changes() : plan.tenants().stream();
        return concerned
                .map(tenant -> of(tenant, change, notBefore))
                .filter(effect -> !effect.exports().isEmpty()
                        || !effect.documents().isEmpty()
                        || !effect.unreadable().isEmpty()
                        || effect.kind().equals("changed"))
                .toList();
    }

    private TenantEffect of(TenantPlan tenant, Change change, Instant notBefore) {
        TenantRecord after = tenant.isEmpty() && tenant.before().isPresent()
                ? tenant.before().get()
                : tenant.applied(change, notBefore);
        List<ExportEffect> exports = new ArrayList<>();
        for (ExportChange export : tenant.exports()) {
            Map<String, Destination> redirects =
                    tenant.redirects().getOrDefault(export.id().export(), Map.of());
            boolean discards = tenant.discards().contains(export.id().export());
            if (!export.changesNothing() || !redirects.isEmpty() || discards) {
                exports.add(of(export, tenant, after, redirects));
            }
        }
        List<UnreadableSpec> unreadable = TenantDocuments.unreadable(after);
        SortedMap<String, FileChange> documents = unreadable.isEmpty()
                ? TenantDocuments.changes(tenant.before(), platformBefore, after, platformAfter)
                : Collections.emptySortedMap();
        return new TenantEffect(tenant.tenant(), kind(tenant), exports, documents, unreadable);
    }

    private static String kind(TenantPlan tenant) {
        if (tenant.isEmpty()) {
            return "documents";
        }
        if (tenant.before().isEmpty()) {
            return "added";
        }
        return tenant.endsDelivery() ? "removed" : "changed";
    }

    private static ExportEffect of(
            ExportChange change, TenantPlan tenant, TenantRecord after, Map<String, Destination> redirects) {
        String export = change.id().export();
        ExportRecord before =
                tenant.before().map(record -> record.export(export)).orElse(ExportRecord.NONE);
        Optional<Instant> from = from(before, after.export(export));
        List<KeyChange> keys = before(change)
                .flatMap(old -> change.wished().map(now -> SpecDifference.of(old, now)))
                .orElse(List.of());
        List<String> notes = new ArrayList<>();
        if (!change.changesNothing() && from.isEmpty()) {
            notes.add("takes back a change that has not begun");
        }
        if (!redirects.isEmpty()) {
            notes.add("what is not delivered yet of " + versions(redirects.size()) + " goes to "
                    + redirects.values().iterator().next().base());
        } else if (changes(keys, "destination")) {
            notes.add("parts of windows that begin before then still go to "
                    + before(change).map(old -> old.destination().base()).orElse("the old place") + "; with --redirect "
                    + change.id() + " those that are not delivered yet go to the new place, too");
        }
        if (tenant.discards().contains(export)) {
            after.export(export)
                    .discard()
                    .ifPresent(discard -> notes.add("what is not delivered yet of windows that begin before "
                            + discard.before() + " is dropped, and so is what comes late for them; to deliver them as"
                            + " the spec says now: ./waybill replay " + change.id() + " --under current"));
        } else if (changes(keys, "redact")) {
            notes.add("windows that begin before then, and parts that are not delivered yet, are redacted as before; if"
                    + " they must not leave, stop them with ./waybill pause " + change.id()
                    + ", then drop them with --discard "
                    + change.id());
        }
        return new ExportEffect(change.id(), change.kind(), from, before(change), change.wished(), keys, notes);
    }

    /** When the first reign begins that was not there before. */
    private static Optional<Instant> from(ExportRecord before, ExportRecord after) {
        List<Reign> known = before.reigns().list();
        List<Reign> reigns = after.reigns().list();
        return reigns.stream()
                .filter(reign -> !known.contains(reign))
                .map(Reign::from)
                .findFirst();
    }

    private static Optional<ExportSpec> before(ExportChange change) {
        if (change instanceof ExportChanged changed) {
            return Optional.of(changed.before());
        }
        return change instanceof ExportReturned returned ? Optional.of(returned.before()) : Optional.empty();
    }

    private static boolean changes(List<KeyChange> keys, String root) {
        return keys.stream().anyMatch(key -> key.key().equals(root) || key.key().startsWith(root + "."));
    }

    private static String versions(int count) {
        return count == 1 ? "the earlier version" : count + " earlier versions";
    }
}
