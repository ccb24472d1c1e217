package dev.waybill.control.status;

import dev.waybill.catalog.plan.ApplyChange;
import dev.waybill.catalog.plan.CatalogChange;
import dev.waybill.catalog.plan.GuardRule;
import dev.waybill.catalog.plan.NewRecord;
import dev.waybill.catalog.plan.PauseChange;
import dev.waybill.catalog.plan.Planner;
import dev.waybill.catalog.plan.Records;
import dev.waybill.catalog.plan.SettingsWish;
import dev.waybill.catalog.plan.Wish;
import dev.waybill.catalog.record.PauseScope;
import dev.waybill.catalog.snapshot.CatalogSnapshot;
import dev.waybill.catalog.snapshot.LogRecord;
import dev.waybill.catalog.snapshot.SnapshotBuilder;
import dev.waybill.contract.ExportId;
import dev.waybill.control.UnreadableSpecs;
import dev.waybill.spec.SpecReader;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A catalog with the exports {@code acme/downloads} and {@code acme/audit}, changed at times that a test names. */
public final class ScenarioCatalog {
    public static final ExportId DOWNLOADS = new ExportId("acme", "downloads");
    public static final ExportId AUDIT = new ExportId("acme", "audit");

    private CatalogSnapshot snapshot = CatalogSnapshot.EMPTY;
    private SettingsWish settings = SettingsWish.DEFAULTS;
    private long offset;

    /** With this {@code platform.yaml} from the next change on. */
    public ScenarioCatalog platform(String yaml) {
        settings = new SettingsWish(
                settings.lead(), settings.margin(), settings.platform(), Map.of("platform.yaml", yaml));
        return this;
    }

    /** @param lines more of both exports' YAML */
    public ScenarioCatalog apply(String at, String... lines) {
        return apply(at, "acme-logs", Set.of(), lines);
    }

    /** To this bucket, and what is not delivered yet of the redirected exports, too. */
    ScenarioCatalog apply(String at, String bucket, Set<ExportId> redirected, String... lines) {
        String more = "    " + String.join("\n    ", lines) + "\n";
        String export = "    format: { kind: csv }\n    destination: { kind: s3, bucket: " + bucket + ", prefix: %s,"
                + " region: eu-west-1, role-arn: \"arn:aws:iam::111122223333:role/Logs\" }\n" + more;
        return applyFile(
                at,
                "tenant: acme\nexports:\n  - id: downloads\n    source: download\n" + export.formatted("d")
                        + "  - id: audit\n    source: audit\n" + export.formatted("a"),
                redirected);
    }

    /** @param file the YAML of the one tenant that there is to be */
    public ScenarioCatalog applyFile(String at, String file) {
        return applyFile(at, file, Set.of());
    }

    /** @param file the YAML of another tenant; those that there are stay */
    public ScenarioCatalog add(String at, String tenant, String file) {
        return apply(at, Wish.onlyOf(SpecReader.parse(tenant + ".yaml", file)));
    }

    private ScenarioCatalog applyFile(String at, String file, Set<ExportId> redirected) {
        return apply(at, Wish.allOf(SpecReader.parse("acme.yaml", file)).redirecting(redirected));
    }

    private ScenarioCatalog apply(String at, Wish wish) {
        return change(
                ApplyChange.planned(
                        snapshot,
                        Planner.plan(snapshot, wish, tenant -> "id-of-" + tenant),
                        settings,
                        EnumSet.allOf(GuardRule.class),
                        "ops",
                        "ticket 7"),
                at);
    }

    public ScenarioCatalog pause(String at, PauseScope scope) {
        return change(PauseChange.pause(scope, "nina", "ticket 9"), at);
    }

    /** A record of the tenant that nobody can read. */
    public ScenarioCatalog broken(String at) {
        return broken(at, "acme");
    }

    /** A record of this key that nobody can read. */
    ScenarioCatalog broken(String at, String key) {
        return add(new LogRecord(
                offset++,
                Instant.parse(at),
                key,
                Optional.of("{\"format\":99}".getBytes(StandardCharsets.UTF_8)),
                Optional.empty(),
                ""));
    }

    /** Another program wrote the spec that rules an export last. */
    ScenarioCatalog unreadable(ExportId export) {
        snapshot = UnreadableSpecs.in(snapshot, export);
        return this;
    }

    public CatalogSnapshot snapshot() {
        return snapshot;
    }

    public CatalogExport export(ExportId id, String at) {
        return CatalogExport.of(
                        id,
                        snapshot.tenant(id.tenant())
                                .flatMap(entry -> entry.record())
                                .orElseThrow()
                                .export(id.export()),
                        snapshot,
                        Instant.parse(at))
                .orElseThrow();
    }

    private ScenarioCatalog change(CatalogChange change, String at) {
        for (NewRecord record : ((Records) change.decide(snapshot, Instant.parse(at))).list()) {
            add(new LogRecord(
                    offset++,
                    Instant.parse(at),
                    record.key().text(),
                    record.value(),
                    record.notBefore(),
                    "change-" + offset));
        }
        return this;
    }

    private ScenarioCatalog add(LogRecord record) {
        SnapshotBuilder builder = new SnapshotBuilder(snapshot);
        builder.add(record);
        snapshot = builder.build();
        return this;
    }
}
