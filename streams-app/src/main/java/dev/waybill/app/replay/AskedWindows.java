package dev.waybill.app.replay;

import dev.waybill.catalog.record.ExportRecord;
import dev.waybill.catalog.record.SettingsRecord;
import dev.waybill.catalog.record.SpecVersion;
import dev.waybill.catalog.record.TenantRecord;
import dev.waybill.catalog.record.UnreadableSpec;
import dev.waybill.catalog.reign.Micros;
import dev.waybill.catalog.reign.Reign;
import dev.waybill.catalog.reign.Ruled;
import dev.waybill.catalog.reign.VersionReign;
import dev.waybill.contract.ExportId;
import dev.waybill.spec.ExportSpec;
import dev.waybill.window.Schedule;
import dev.waybill.window.Window;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** Which windows a request is about, by the catalog. */
final class AskedWindows {
    /** More are asked for in several requests. */
    static final int MAX = 100_000;

    private final ReplayRequest request;
    private final TenantRecord tenant;
    private final SettingsRecord settings;

    AskedWindows(ReplayRequest request, TenantRecord tenant, SettingsRecord settings) {
        this.request = request;
        this.tenant = tenant;
        this.settings = settings;
    }

    /**
     * By export, the one version that rules all times, where the request asks for one.
     *
     * @throws ReplayRefusedException if there is no such export or version
     */
    SortedMap<String, String> versions() {
        SortedMap<String, String> versions = new TreeMap<>();
        for (Map.Entry<String, ExportRecord> export : exports().entrySet()) {
            version(export.getValue()).ifPresent(version -> versions.put(export.getKey(), version));
        }
        if (request.versions() == ReplayVersions.CURRENT && versions.isEmpty()) {
            throw new ReplayRefusedException(
                    request.scope() + " has ended: no version rules now; replay the versions that reigned");
        }
        return versions;
    }

    private Optional<String> version(ExportRecord export) {
        return switch (request.versions()) {
            case REIGNED, NEXT -> Optional.empty();
            case CURRENT -> export.reigns().lastVersion();
        };
    }

    private SortedMap<String, ExportRecord> exports() {
        if (request.export().isEmpty()) {
            return tenant.exports();
        }
        String id = request.export().get();
        ExportRecord export = tenant.exports().get(id);
        if (export == null) {
            throw new ReplayRefusedException(
                    "the catalog has no export " + request.scope() + "; tenant " + request.tenant() + " has "
                            + String.join(", ", tenant.exports().keySet()));
        }
        return new TreeMap<>(Map.of(id, export));
    }

    /**
     * All windows that start in the time that was asked for, by export and time.
     *
     * @param versions as {@link #versions} has answered when the replay began
     * @throws ReplayRefusedException if there are too many
     */
    List<PlannedWindow> list(Map<String, String> versions) {
        List<PlannedWindow> windows = new ArrayList<>();
        exports().forEach((id, export) -> {
            for (Ruled reign : reigns(id, export, versions)) {
                add(new ExportId(request.tenant(), id), export, reign, windows);
            }
        });
        return windows;
    }

    private List<Ruled> reigns(String id, ExportRecord export, Map<String, String> versions) {
        String version = versions.get(id);
        return switch (request.versions()) {
            case REIGNED -> reigned(export.reigns().list());
            case CURRENT -> version == null ? List.of() : List.of(new Ruled(version, Instant.EPOCH, Optional.empty()));
            case NEXT -> unruled(export.reigns().list());
        };
    }

    private static List<Ruled> reigned(List<Reign> reigns) {
        List<Ruled> ruled = new ArrayList<>();
        for (int i = 0; i < reigns.size(); i++) {
            if (reigns.get(i) instanceof VersionReign reign) {
                Optional<Instant> until =
                        i + 1 < reigns.size() ? Optional.of(reigns.get(i + 1).from()) : Optional.empty();
                ruled.add(new Ruled(reign.version(), reign.from(), until));
            }
        }
        return ruled;
    }

    /** The times that no version ruled and one ruled after, each as if that one had. */
    private static List<Ruled> unruled(List<Reign> reigns) {
        List<Ruled> ruled = new ArrayList<>();
        Optional<Instant> since = Optional.of(Instant.EPOCH);
        for (Reign reign : reigns) {
            if (!(reign instanceof VersionReign next)) {
                since = since.or(() -> Optional.of(reign.from()));
                continue;
            }
            since.ifPresent(from -> ruled.add(new Ruled(next.version(), from, Optional.of(next.from()))));
            since = Optional.empty();
        }
        return ruled;
    }

    private void add(ExportId id, ExportRecord export, Ruled reign, List<PlannedWindow> windows) {
        Instant end = reign.until().filter(request.to()::isAfter).orElse(request.to());
        Instant at = reign.from().isAfter(request.from()) ? reign.from() : request.from();
        if (!at.isBefore(end)) {
            return;
        }
        SpecVersion version = export.versions().get(reign.version());
        if (version == null) {
            throw new ReplayRefusedException("the catalog does not hold version " + reign.version() + " of " + id
                    + " any more, since nothing of its windows is in the input; ask for windows from "
                    + reign.until().map(Instant::toString).orElse("another time") + " on");
        }
        ExportSpec spec = version.spec(why -> {
                    throw new ReplayRefusedException(
                            UnreadableSpec.of(id, version.id(), why).text() + "; or replay other exports by name");
                })
                .orElseThrow();
        Schedule schedule = Schedule.of(spec.schedule());
        while (at.isBefore(end)) {
            Window window = reign.window(schedule.windowAt(Micros.of(at)));
            if (!window.start().isBefore(request.from())) {
                windows.add(new PlannedWindow(
                        id, spec.source(), window, reign.version(), due(window, spec), discarded(export, window)));
            }
            if (windows.size() > MAX) {
                throw new ReplayRefusedException(
                        "more than " + MAX + " windows are asked for; ask for a shorter time, several times");
            }
            at = window.end();
        }
    }

    private Optional<WhyNot> discarded(ExportRecord export, Window window) {
        return request.versions() == ReplayVersions.CURRENT
                ? Optional.empty()
                : export.discard()
                        .filter(discard -> window.start().isBefore(discard.before()))
                        .map(any -> WhyNot.DISCARDED);
    }

    private Instant due(Window window, ExportSpec spec) {
        return window.end()
                .plus(spec.schedule().grace())
                .plus(settings.at(Micros.of(window.start())).slack());
    }
}
