package dev.waybill.catalog.plan;

import dev.waybill.catalog.record.PlatformSettings;
import dev.waybill.catalog.record.SettingsRecord;
import dev.waybill.catalog.reign.Change;
import dev.waybill.catalog.reign.Timeline;
import dev.waybill.catalog.reign.UnknownMembers;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What somebody wants the settings to be.
 *
 * @param lead see {@link SettingsRecord}; a lower one than the catalog has changes nothing
 * @param margin see {@link SettingsRecord}; a lower one than the catalog has changes nothing
 * @param platform what decides bytes and membership; its {@code from} is not taken
 * @param documents texts of the operator's files by name
 */
public record SettingsWish(Duration lead, Duration margin, PlatformSettings platform, Map<String, String> documents) {
    /** Waybill's defaults, without documents. */
    public static final SettingsWish DEFAULTS = new SettingsWish(
            PlatformSettings.DEFAULT.futureSkew().plus(SettingsRecord.DEFAULT_NOTICE),
            SettingsRecord.DEFAULT_MARGIN,
            PlatformSettings.DEFAULT,
            Map.of());

    public SettingsWish {
        documents = Map.copyOf(documents);
    }

    /** Whether the catalog's settings have to change. */
    public boolean changes(Optional<SettingsRecord> current) {
        return current.isEmpty() || !isGrantedBy(current.get());
    }

    /** The settings after the change. */
    SettingsRecord applied(Optional<SettingsRecord> current, Change change) {
        return current.map(settings -> changed(settings, change, change.at().plus(longer(settings.lead()))))
                .orElseGet(() -> new SettingsRecord(
                        lead,
                        margin,
                        Timeline.of(List.of(platform.from(Instant.EPOCH))),
                        documents,
                        change,
                        UnknownMembers.NONE));
    }

    private SettingsRecord changed(SettingsRecord settings, Change change, Instant notBefore) {
        return settings.changedTo(lead, margin, platform, documents, change, notBefore);
    }

    private boolean isGrantedBy(SettingsRecord settings) {
        PlatformSettings last = settings.last();
        return lead.compareTo(settings.lead()) <= 0
                && margin.compareTo(settings.margin()) <= 0
                && documents.equals(settings.documents())
                && platform.runSize() == last.runSize()
                && platform.slack().equals(last.slack())
                && platform.lateness().equals(last.lateness())
                && platform.futureSkew().equals(last.futureSkew())
                && platform.history().equals(last.history());
    }

    private Duration longer(Duration other) {
        return lead.compareTo(other) >= 0 ? lead : other;
    }
}
