package dev.waybill.sink.fake;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.waybill.catalog.record.ExportRecord;
import dev.waybill.catalog.record.PauseJson;
import dev.waybill.catalog.record.PauseKey;
import dev.waybill.catalog.record.PauseRecord;
import dev.waybill.catalog.record.PauseScope;
import dev.waybill.catalog.record.SpecVersion;
import dev.waybill.catalog.record.TenantJson;
import dev.waybill.catalog.record.TenantRecord;
import dev.waybill.catalog.reign.Change;
import dev.waybill.catalog.reign.Reign;
import dev.waybill.catalog.reign.Reigns;
import dev.waybill.catalog.reign.UnknownMembers;
import dev.waybill.catalog.reign.VersionReign;
import dev.waybill.catalog.snapshot.CatalogSnapshot;
import dev.waybill.catalog.snapshot.Knowledge;
import dev.waybill.catalog.snapshot.LogRecord;
import dev.waybill.catalog.snapshot.SnapshotBuilder;
import dev.waybill.contract.ExportId;
import dev.waybill.contract.Sha256;
import dev.waybill.sink.catalog.CatalogView;
import dev.waybill.spec.CanonicalSpec;
import dev.waybill.spec.ExportSpec;
import dev.waybill.spec.SpecReader;
import dev.waybill.spec.destination.Destination;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/** A catalog in memory: what it is told goes through the form that the topic has. */
public final class FakeCatalog implements CatalogView {
    public static final Change CHANGE = new Change("ops", Instant.parse("2026-03-04T05:30:00Z"), "ticket 7");
    public static final Instant READ_AT = Instant.parse("2026-03-04T05:59:58Z");

    private static final ObjectMapper JSON = new ObjectMapper();

    /** What a look finds, beside what is known already. */
    public Runnable onLook = () -> {};

    public Optional<String> trouble = Optional.empty();
    public int looks;
    /** Of who has looked last. */
    public Duration patience = Duration.ZERO;

    public boolean closed;

    private final Map<String, String> externalIds = new HashMap<>();
    private final Map<ExportId, ExportRecord> exports = new HashMap<>();
    private volatile Knowledge knowledge = Knowledge.NOTHING;
    private long offset;

    /** Gives the export another version, which goes there; returns its config-version. */
    public String put(ExportId export, Destination destination) {
        ExportRecord before = exports.getOrDefault(export, ExportRecord.NONE);
        SpecVersion version = SpecVersion.of(spec(export, destination));
        Map<String, SpecVersion> versions = new HashMap<>(before.versions());
        versions.put(version.id(), version);
        List<Reign> reigns = new ArrayList<>(before.reigns().list());
        reigns.add(new VersionReign(
                Instant.parse("2026-03-04T00:00:00Z").plus(Duration.ofHours(reigns.size())), version.id(), CHANGE));
        exports.put(
                export,
                new ExportRecord(
                        versions,
                        Map.of(),
                        Reigns.of(reigns),
                        before.redirects(),
                        Optional.empty(),
                        UnknownMembers.NONE));
        publish(export.tenant());
        return version.id();
    }

    /** Gives the export a version whose spec only a later program can read; returns its config-version. */
    public String putUnreadably(ExportId export) {
        String json = "{\"id\":\"%s\",\"tenant\":\"%s\",\"unheard-of\":1}".formatted(export.export(), export.tenant());
        String id = Sha256.hex(json).substring(0, 12);
        exports.put(
                export,
                new ExportRecord(
                        Map.of(id, new SpecVersion(id, json)),
                        Map.of(),
                        Reigns.of(List.of(new VersionReign(Instant.parse("2026-03-04T00:00:00Z"), id, CHANGE))),
                        Map.of(),
                        Optional.empty(),
                        UnknownMembers.NONE));
        publish(export.tenant());
        return id;
    }

    public void trim(ExportId export, String version) {
        exports.computeIfPresent(export, (id, record) -> record.trimmed(Set.of(version)));
        publish(export.tenant());
    }

    public void redirect(ExportId export, String version, Destination destination) {
        exports.computeIfPresent(export, (id, record) -> record.redirected(Map.of(version, destination)));
        publish(export.tenant());
    }

    public void externalId(String tenant, String id) {
        externalIds.put(tenant, id);
        publish(tenant);
    }

    public void pause(PauseScope scope) {
        add(new PauseKey(scope).text(), Optional.of(PauseJson.write(PauseRecord.since(CHANGE))));
    }

    public void pauseUnreadably(PauseScope scope) {
        add(new PauseKey(scope).text(), Optional.of("{".getBytes(StandardCharsets.UTF_8)));
    }

    public void resume(PauseScope scope) {
        add(new PauseKey(scope).text(), Optional.empty());
    }

    /** A record of the tenant that cannot be read. */
    public void breakTenant(String tenant) {
        add(tenant, Optional.of("{".getBytes(StandardCharsets.UTF_8)));
    }

    private void publish(String tenant) {
        SortedMap<String, ExportRecord> theirs = new TreeMap<>();
        exports.forEach((id, record) -> {
            if (id.tenant().equals(tenant)) {
                theirs.put(id.export(), record);
            }
        });
        TenantRecord record = new TenantRecord(
                tenant, externalIds.getOrDefault(tenant, "wb-" + tenant), CHANGE, theirs, UnknownMembers.NONE);
        add(tenant, Optional.of(TenantJson.write(record)));
    }

    private void add(String key, Optional<byte[]> value) {
        CatalogSnapshot before = knowledge.snapshot();
        SnapshotBuilder next = new SnapshotBuilder(before);
        next.add(new LogRecord(offset++, CHANGE.at(), key, value, Optional.of(CHANGE.at()), "change-" + offset));
        knowledge = Knowledge.of(next.build(), READ_AT);
    }

    private static ExportSpec spec(ExportId export, Destination destination) {
        ExportSpec any = SpecReader.parse(export.tenant() + ".yaml", """
                tenant: %s
                exports:
                  - id: %s
                    source: download
                    format: { kind: csv }
                    schedule: { every: hourly }
                    destination: { kind: file, directory: /nowhere }
                """.formatted(export.tenant(), export.export()))
                .exports()
                .get(0);
        try {
            Map<String, Object> tree = JSON.readValue(CanonicalSpec.json(any), new TypeReference<>() {});
            tree.put("destination", destination.tree());
            return CanonicalSpec.parse(JSON.writeValueAsString(tree));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public Knowledge knowledge() {
        return knowledge;
    }

    @Override
    public Optional<String> trouble() {
        return trouble;
    }

    @Override
    public void look(Duration atMost) {
        looks++;
        patience = atMost;
        onLook.run();
    }

    @Override
    public void close() {
        closed = true;
    }
}
