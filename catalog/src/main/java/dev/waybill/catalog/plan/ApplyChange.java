package dev.waybill.catalog.plan;

import dev.waybill.catalog.record.CatalogKey;
import dev.waybill.catalog.record.SettingsJson;
import dev.waybill.catalog.record.SettingsKey;
import dev.waybill.catalog.record.SettingsRecord;
import dev.waybill.catalog.record.TenantJson;
import dev.waybill.catalog.record.TenantKey;
import dev.waybill.catalog.reign.Change;
import dev.waybill.catalog.snapshot.CatalogSnapshot;
import dev.waybill.contract.ExportId;
import dev.waybill.contract.Limits;
import dev.waybill.contract.Topics;
import dev.waybill.spec.yaml.Place;
import dev.waybill.spec.yaml.Problem;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Makes the catalog what a plan says.
 *
 * @param plan of the tenants
 * @param settings what the settings are to be
 * @param settingsOffset of the settings' record that the plan was made from; empty if the settings stay as they are
 * @param allowed rules of the guard that are not asked
 * @param why may be empty
 * @param evidence which versions of the changed tenants may be trimmed
 */
public record ApplyChange(
        Plan plan,
        SettingsWish settings,
        Optional<Long> settingsOffset,
        Set<GuardRule> allowed,
        String by,
        String why,
        TrimEvidence evidence)
        implements CatalogChange {
    /** Room for the key, headers and Kafka's own framing. */
    private static final int MAX_VALUE = Limits.CATALOG_MAX_MESSAGE_BYTES - 4096;

    public ApplyChange {
        allowed = Set.copyOf(allowed);
    }

    /** A change that was planned on a snapshot. */
    public static ApplyChange planned(
            CatalogSnapshot catalog, Plan plan, SettingsWish settings, Set<GuardRule> allowed, String by, String why) {
        Optional<Long> offset = settings.changes(catalog.settings())
                ? Optional.of(catalog.offset(SettingsKey.SETTINGS))
                : Optional.empty();
        return new ApplyChange(plan, settings, offset, allowed, by, why, TrimEvidence.NONE);
    }

    /** The same, which also trims what the evidence allows. */
    public ApplyChange with(TrimEvidence found) {
        return new ApplyChange(plan, settings, settingsOffset, allowed, by, why, found);
    }

    /** The tenants that it changes; the settings too where they were to change when it was planned. */
    @Override
    public Map<CatalogKey, Long> madeFrom() {
        Map<CatalogKey, Long> offsets = new HashMap<>();
        plan.changes().forEach(tenant -> offsets.put(new TenantKey(tenant.tenant()), tenant.offset()));
        settingsOffset.ifPresent(offset -> offsets.put(SettingsKey.SETTINGS, offset));
        return offsets;
    }

    @Override
    public Decision decide(CatalogSnapshot catalog, Instant a) {
        List<Refusal> refusals = Guard.refusals(catalog, plan, allowed);
        if (!refusals.isEmpty() || !plan.problems().isEmpty()) {
            return new Refused(refusals, plan.problems());
        }
        Change change = new Change(by, a, why);
        List<NewRecord> records = new ArrayList<>();
        List<Problem> problems = new ArrayList<>();
        catalog.faults().stream()
                .filter(fault -> fault.key().equals(SettingsKey.SETTINGS.text()))
                .map(Planner::unreadable)
                .forEach(problems::add);
        plan.changes()
                .flatMap(tenant -> tenant.discards().stream().map(id -> new ExportId(tenant.tenant(), id)))
                .filter(id -> catalog.paused(id).isEmpty())
                .map(ApplyChange::notPaused)
                .forEach(problems::add);
        if (!problems.isEmpty()) {
            return new Refused(List.of(), problems);
        }
        SettingsRecord after = settingsAfter(catalog, change);
        Instant notBefore = a.plus(after.lead());
        if (settingsOffset.isPresent()) {
            records.add(new NewRecord(
                    SettingsKey.SETTINGS, Optional.of(SettingsJson.write(after)), Optional.of(notBefore)));
        }
        Trimming trimming = new Trimming(Optional.of(after), evidence, a);
        plan.changes().forEach(tenant -> {
            byte[] value = TenantJson.write(trimming.of(tenant.applied(change, notBefore)));
            if (value.length > MAX_VALUE) {
                problems.add(tooLarge(tenant, value.length));
            }
            records.add(new NewRecord(new TenantKey(tenant.tenant()), Optional.of(value), Optional.of(notBefore)));
        });
        return problems.isEmpty() ? new Records(records) : new Refused(List.of(), problems);
    }

    private SettingsRecord settingsAfter(CatalogSnapshot catalog, Change change) {
        if (settingsOffset.isPresent()) {
            return settings.applied(catalog.settings(), change);
        }
        return catalog.settings().orElseThrow(() -> new IllegalStateException("a plan without settings needs some"));
    }

    /** What is dropped while it is being delivered may have left already. */
    private static Problem notPaused(ExportId id) {
        return Problem.at(Place.ofFile("--discard"), "names an export that is not paused")
                .value(id.toString())
                .hint("run ./waybill pause " + id + " first, so that nothing leaves meanwhile");
    }

    private static Problem tooLarge(TenantPlan tenant, int bytes) {
        return Problem.at(
                        Place.of(Topics.CATALOG, tenant.tenant()),
                        "would have a record of " + bytes + " bytes; the largest that is possible has " + MAX_VALUE)
                .hint("shorten the specs of its exports, or split the tenant");
    }
}
