package dev.waybill.catalog;

import dev.waybill.catalog.record.ExportRecord;
import dev.waybill.catalog.record.SpecVersion;
import dev.waybill.catalog.record.TenantRecord;
import dev.waybill.catalog.reign.Reign;
import dev.waybill.catalog.reign.Reigns;
import dev.waybill.catalog.reign.VersionReign;
import dev.waybill.contract.Sha256;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

/** Records as a program writes them whose specs this one cannot read. */
public final class OtherProgram {
    private OtherProgram() {}

    /** The record with a key that this program does not know in the spec that rules an export last. */
    public static TenantRecord unreadable(TenantRecord record, String export) {
        return unreadable(record, export, json -> "{\"hologram\":3," + json.substring(1));
    }

    /** The record with another text of the spec that rules an export last, as intact as any. */
    public static TenantRecord unreadable(TenantRecord record, String export, UnaryOperator<String> text) {
        ExportRecord before = record.export(export);
        SpecVersion last = before.lastThatRuled().orElseThrow();
        String json = text.apply(last.json());
        SpecVersion other = new SpecVersion(Sha256.hex(json).substring(0, 12), json);
        Map<String, SpecVersion> versions = new HashMap<>(before.versions());
        versions.remove(last.id());
        versions.put(other.id(), other);
        List<Reign> reigns = new ArrayList<>();
        for (Reign reign : before.reigns().list()) {
            reigns.add(
                    reign instanceof VersionReign version && version.version().equals(last.id())
                            ? new VersionReign(reign.from(), other.id(), reign.change())
                            : reign);
        }
        TreeMap<String, ExportRecord> exports = new TreeMap<>(record.exports());
        exports.put(
                export,
                new ExportRecord(
                        versions,
                        before.trimmed(),
                        Reigns.of(reigns),
                        before.redirects(),
                        Optional.empty(),
                        before.unknown()));
        return new TenantRecord(record.tenant(), record.externalId(), record.changed(), exports, record.unknown());
    }
}
