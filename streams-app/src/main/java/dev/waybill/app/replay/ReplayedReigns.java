package dev.waybill.app.replay;

import dev.waybill.catalog.record.ExportRecord;
import dev.waybill.catalog.record.TenantRecord;
import dev.waybill.catalog.reign.Change;
import dev.waybill.catalog.reign.Ending;
import dev.waybill.catalog.reign.Reign;
import dev.waybill.catalog.reign.Reigns;
import dev.waybill.catalog.reign.Vacancy;
import dev.waybill.catalog.reign.VersionReign;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Reigns by which nothing is ruled but the windows that are delivered again. They begin and end at edges of those windows, so
 * an event goes to the same window as ever, or to none.
 */
final class ReplayedReigns {
    private ReplayedReigns() {}

    /** The tenant's record, in which these windows alone are ruled; of each export in order of time. */
    static TenantRecord of(TenantRecord tenant, List<PlannedWindow> windows) {
        Map<String, List<PlannedWindow>> byExport = new LinkedHashMap<>();
        windows.forEach(window -> byExport.computeIfAbsent(window.export().export(), any -> new ArrayList<>())
                .add(window));
        SortedMap<String, ExportRecord> exports = new TreeMap<>();
        byExport.forEach((id, ofExport) -> {
            ExportRecord export = tenant.export(id);
            exports.put(
                    id,
                    new ExportRecord(
                            export.versions(),
                            export.trimmed(),
                            reigns(ofExport, tenant.changed().by()),
                            export.redirects(),
                            Optional.empty(),
                            export.unknown()));
        });
        return new TenantRecord(tenant.tenant(), tenant.externalId(), tenant.changed(), exports, tenant.unknown());
    }

    /** As if they had been made when the first one begins: so each of the windows has its receipt, the empty ones too. */
    private static Reigns reigns(List<PlannedWindow> windows, String by) {
        Change change = new Change(by, windows.get(0).window().start(), "");
        List<Reign> reigns = new ArrayList<>();
        String version = "";
        Instant end = Instant.MIN;
        for (PlannedWindow next : windows) {
            Instant start = next.window().start();
            boolean follows = start.equals(end);
            if (!follows && !reigns.isEmpty()) {
                reigns.add(new Vacancy(end, Ending.DISABLED, change));
            }
            if (!follows || !next.version().equals(version)) {
                reigns.add(new VersionReign(start, next.version(), change));
            }
            version = next.version();
            end = next.window().end();
        }
        reigns.add(new Vacancy(end, Ending.DISABLED, change));
        return Reigns.of(reigns);
    }
}
