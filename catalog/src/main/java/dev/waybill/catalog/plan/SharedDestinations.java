package dev.waybill.catalog.plan;

import dev.waybill.catalog.record.ExportRecord;
import dev.waybill.catalog.record.TenantRecord;
import dev.waybill.catalog.snapshot.CatalogSnapshot;
import dev.waybill.contract.ExportId;
import dev.waybill.spec.ExportSpec;
import dev.waybill.spec.destination.Destination;
import dev.waybill.spec.destination.FileDestination;
import dev.waybill.spec.destination.S3Destination;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Finds tenants that would write to one place, or one below the other. Only places that the plan changes are looked at,
 * so that what was allowed once is not asked again.
 */
final class SharedDestinations {
    /** Exports by place; a place and all below it are neighbours. */
    private final NavigableMap<String, List<ExportId>> byPlace = new TreeMap<>();

    /** The texts of specs that this program cannot read. */
    private final SortedMap<ExportId, String> unreadable = new TreeMap<>();

    private SharedDestinations() {}

    static List<Refusal> refusals(CatalogSnapshot catalog, Plan plan) {
        Map<ExportId, Destination> changed = new HashMap<>();
        Map<ExportId, Destination> after = new HashMap<>();
        Set<ExportId> planned = new HashSet<>();
        for (TenantPlan tenant : plan.tenants()) {
            for (ExportChange export : tenant.exports()) {
                if (export instanceof ExportLeft) {
                    continue;
                }
                planned.add(export.id());
                export.wished().map(ExportSpec::destination).ifPresent(destination -> {
                    after.put(export.id(), destination);
                    if (isMoved(export, destination)) {
                        changed.put(export.id(), destination);
                    }
                });
            }
        }
        if (changed.isEmpty()) {
            return List.of();
        }
        Set<String> stores =
                changed.values().stream().map(SharedDestinations::mark).collect(Collectors.toSet());
        SharedDestinations all = new SharedDestinations();
        catalog.tenantRecords().forEach(record -> all.take(record, planned, stores, after));
        after.forEach((id, destination) -> all.byPlace
                .computeIfAbsent(place(destination), any -> new ArrayList<>())
                .add(id));
        return changed.entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .flatMap(entry -> all.refusal(entry.getKey(), entry.getValue()).stream())
                .toList();
    }

    private Optional<Refusal> refusal(ExportId id, Destination destination) {
        String would = "export " + id + " would write where export ";
        return rival(id, place(destination))
                .map(rival -> would + rival + " does: " + place(destination))
                .or(() -> mayBeRival(id, destination)
                        .map(rival ->
                                would + rival + " may, whose spec this program cannot read: " + place(destination)))
                .map(what -> new Refusal(GuardRule.SHARED_DESTINATION, what));
    }

    private static boolean isMoved(ExportChange export, Destination destination) {
        if (export.changesNothing()) {
            return false;
        }
        return !(export instanceof ExportChanged changed)
                || !place(changed.before().destination()).equals(place(destination));
    }

    /** What the text of a spec holds whose parts may go to the same place: most specs need not be read. */
    private static String mark(Destination destination) {
        return destination instanceof S3Destination s3 ? "\"" + s3.bucket() + "\"" : "\"directory\"";
    }

    private void take(TenantRecord tenant, Set<ExportId> planned, Set<String> stores, Map<ExportId, Destination> into) {
        for (Map.Entry<String, ExportRecord> export : tenant.exports().entrySet()) {
            ExportId id = new ExportId(tenant.tenant(), export.getKey());
            export.getValue()
                    .last()
                    .filter(version -> !planned.contains(id))
                    .filter(version -> stores.stream().anyMatch(version.json()::contains))
                    .flatMap(version -> version.spec(why -> unreadable.put(id, version.json())))
                    .ifPresent(spec -> into.put(id, spec.destination()));
        }
    }

    /** A spec that cannot be read and names the same store may mean the same place. */
    private Optional<ExportId> mayBeRival(ExportId id, Destination destination) {
        return unreadable.entrySet().stream()
                .filter(other -> !other.getKey().tenant().equals(id.tenant())
                        && other.getValue().contains(mark(destination)))
                .map(Map.Entry::getKey)
                .findFirst();
    }

    private Optional<ExportId> rival(ExportId id, String place) {
        for (String above = place;
                !above.isEmpty();
                above = above.substring(0, above.lastIndexOf('/', above.length() - 2) + 1)) {
            Optional<ExportId> rival = ofAnother(id, byPlace.getOrDefault(above, List.of()));
            if (rival.isPresent()) {
                return rival;
            }
        }
        // Step by step: a stream over the rest of the map would first count it, for each of twenty thousand exports.
        for (Map.Entry<String, List<ExportId>> below :
                byPlace.tailMap(place, false).entrySet()) {
            if (!below.getKey().startsWith(place)) {
                break;
            }
            Optional<ExportId> rival = ofAnother(id, below.getValue());
            if (rival.isPresent()) {
                return rival;
            }
        }
        return Optional.empty();
    }

    private static Optional<ExportId> ofAnother(ExportId id, List<ExportId> exports) {
        return exports.stream()
                .filter(other -> !other.tenant().equals(id.tenant()))
                .sorted()
                .findFirst();
    }

    /** Ends with a slash, so that a place begins with every place that it lies in, and with no other. */
    private static String place(Destination destination) {
        if (destination instanceof FileDestination file) {
            String path = file.directory().normalize().toString();
            return "file:" + withSlash(path) + prefix(destination);
        }
        S3Destination s3 = (S3Destination) destination;
        String store =
                s3.endpoint().map(URI::getAuthority).map(Objects::toString).orElse("aws");
        return "s3:" + store + "/" + s3.bucket() + "/" + prefix(destination);
    }

    private static String prefix(Destination destination) {
        return destination.prefix().isEmpty() ? "" : withSlash(destination.prefix());
    }

    private static String withSlash(String path) {
        return path.endsWith("/") ? path : path + "/";
    }
}
