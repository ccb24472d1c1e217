package dev.waybill.catalog.record;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.waybill.catalog.reign.Change;
import dev.waybill.catalog.reign.Ending;
import dev.waybill.catalog.reign.Reign;
import dev.waybill.catalog.reign.Reigns;
import dev.waybill.catalog.reign.UnknownMembers;
import dev.waybill.catalog.reign.Vacancy;
import dev.waybill.catalog.reign.VersionReign;
import dev.waybill.contract.ExportId;
import dev.waybill.contract.YamlName;
import dev.waybill.spec.destination.Destination;
import dev.waybill.spec.destination.DestinationReader;
import dev.waybill.spec.yaml.Mapping;
import dev.waybill.spec.yaml.Problem;
import dev.waybill.spec.yaml.SpecException;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** A tenant's record as JSON. */
public final class TenantJson {
    /**
     * The newest format that this program reads. A record is written in the oldest that can hold it, so that older programs can go
     * on reading all others. What they cannot read without knowing it is a newer format, such as a key that comes to the specs.
     */
    public static final int FORMAT = 2;

    /** The first in which a version may have no spec, since it was trimmed. */
    private static final int WITH_TRIMMED = 2;

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private TenantJson() {}

    public static byte[] write(TenantRecord tenant) {
        boolean isTrimmed = tenant.exports().values().stream()
                .anyMatch(export -> !export.trimmed().isEmpty());
        return JsonOutput.value(isTrimmed ? WITH_TRIMMED : 1, out -> {
            out.writeStringField("tenant", tenant.tenant());
            out.writeStringField("external-id", tenant.externalId());
            JsonOutput.changed(out, tenant.changed());
            out.writeObjectFieldStart("exports");
            for (Map.Entry<String, ExportRecord> export : tenant.exports().entrySet()) {
                out.writeObjectFieldStart(export.getKey());
                write(out, export.getValue());
                out.writeEndObject();
            }
            out.writeEndObject();
            JsonOutput.unknown(out, tenant.unknown());
        });
    }

    /**
     * Reads what {@link #write} wrote, and what later programs of the same format add.
     *
     * @param tenant whose record it is, by its key
     */
    public static TenantRecord read(String tenant, byte[] value) throws UnreadableRecordException {
        JsonObject root = JsonObject.parse(value, FORMAT);
        if (!root.text("tenant").equals(tenant)) {
            throw root.wrong("tenant", "is not the one of the key");
        }
        String externalId = root.text("external-id");
        Change changed = JsonOutput.readChange(root.object("changed"));
        SortedMap<String, ExportRecord> exports = new TreeMap<>();
        JsonObject byId = root.object("exports");
        for (String id : byId.names()) {
            if (!ExportId.isValid(id)) {
                throw byId.wrong(id, "is not an export id");
            }
            exports.put(id, export(new ExportId(tenant, id), byId.object(id)));
        }
        try {
            return new TenantRecord(tenant, externalId, changed, exports, root.unknown());
        } catch (IllegalArgumentException e) {
            throw new UnreadableRecordException(String.valueOf(e.getMessage()), e);
        }
    }

    private static void write(JsonGenerator out, ExportRecord export) throws IOException {
        out.writeObjectFieldStart("specs");
        for (SpecVersion version : export.versions().values()) {
            out.writeFieldName(version.id());
            out.writeRawValue(version.json());
        }
        out.writeEndObject();
        destinations(out, "trimmed", export.trimmed());
        out.writeArrayFieldStart("reigns");
        for (Reign reign : export.reigns().list()) {
            out.writeStartObject();
            write(out, reign);
            out.writeEndObject();
        }
        out.writeEndArray();
        destinations(out, "redirects", export.redirects());
        if (export.discard().isPresent()) {
            Discard discard = export.discard().get();
            out.writeObjectFieldStart("discard");
            out.writeStringField("before", discard.before().toString());
            JsonOutput.change(out, discard.change());
            out.writeEndObject();
        }
        JsonOutput.unknown(out, export.unknown());
    }

    private static void destinations(JsonGenerator out, String name, Map<String, Destination> byVersion)
            throws IOException {
        if (byVersion.isEmpty()) {
            return;
        }
        out.writeObjectFieldStart(name);
        for (Map.Entry<String, Destination> destination : byVersion.entrySet()) {
            out.writeFieldName(destination.getKey());
            out.writeRawValue(JSON.writeValueAsString(destination.getValue().tree()));
        }
        out.writeEndObject();
    }

    private static void write(JsonGenerator out, Reign reign) throws IOException {
        out.writeStringField("from", reign.from().toString());
        if (reign instanceof VersionReign version) {
            out.writeStringField("version", version.version());
        } else if (reign instanceof Vacancy vacancy) {
            out.writeStringField("ended", YamlName.of(vacancy.ending()));
        }
        JsonOutput.change(out, reign.change());
        JsonOutput.unknown(out, reign.unknown());
    }

    private static ExportRecord export(ExportId id, JsonObject object) throws UnreadableRecordException {
        Map<String, SpecVersion> versions = new HashMap<>();
        JsonObject specs = object.object("specs");
        for (String version : specs.names()) {
            versions.put(version, version(id, version, specs.object(version)));
        }
        List<Reign> reigns = new ArrayList<>();
        for (JsonObject reign : object.objects("reigns")) {
            reigns.add(reign(reign));
        }
        Map<String, Destination> trimmed = destinations(object.optionalObject("trimmed"));
        Map<String, Destination> redirects = destinations(object.optionalObject("redirects"));
        Optional<Discard> discard = Optional.empty();
        Optional<JsonObject> discarded = object.optionalObject("discard");
        if (discarded.isPresent()) {
            JsonObject found = discarded.get();
            discard = Optional.of(new Discard(found.instant("before"), JsonOutput.readChange(found)));
        }
        try {
            return new ExportRecord(versions, trimmed, Reigns.of(reigns), redirects, discard, object.unknown());
        } catch (IllegalArgumentException e) {
            throw new UnreadableRecordException(object.path() + ": " + e.getMessage(), e);
        }
    }

    /**
     * A spec that is as it was written can be read: whoever writes keys that older programs do not know writes a newer
     * format. So the specs of ten thousand tenants are read when somebody needs them.
     */
    private static SpecVersion version(ExportId id, String version, JsonObject spec) throws UnreadableRecordException {
        SpecVersion read = new SpecVersion(version, spec.json());
        if (!spec.text("tenant").equals(id.tenant()) || !spec.text("id").equals(id.export())) {
            throw new UnreadableRecordException(spec.path() + " is the spec of another export");
        }
        if (read.isIntact()) {
            return read;
        }
        try {
            read.spec();
            return read;
        } catch (SpecException e) {
            Problem first = e.problems().get(0);
            throw new UnreadableRecordException(
                    spec.path() + " is no spec that this program can read: "
                            + first.place().path() + " " + first.message(),
                    e);
        }
    }

    private static Map<String, Destination> destinations(Optional<JsonObject> byVersion)
            throws UnreadableRecordException {
        Map<String, Destination> destinations = new HashMap<>();
        if (byVersion.isPresent()) {
            for (String version : byVersion.get().names()) {
                destinations.put(version, destination(byVersion.get().object(version)));
            }
        }
        return destinations;
    }

    private static Destination destination(JsonObject object) throws UnreadableRecordException {
        List<Problem> problems = new ArrayList<>();
        Optional<Destination> destination = Mapping.json("", object.json(), problems::add)
                .flatMap(mapping -> {
                    Optional<Destination> read = DestinationReader.read(mapping);
                    mapping.finish();
                    return read;
                });
        if (destination.isEmpty() || !problems.isEmpty()) {
            throw new UnreadableRecordException(object.path() + " is no destination that this program can read");
        }
        return destination.get();
    }

    private static Reign reign(JsonObject object) throws UnreadableRecordException {
        Instant from = object.instant("from");
        Change change = JsonOutput.readChange(object);
        Optional<String> version = object.optionalText("version");
        Optional<String> ended = object.optionalText("ended");
        UnknownMembers unknown = object.unknown();
        if (version.isPresent() == ended.isPresent()) {
            throw new UnreadableRecordException(object.path() + " must have either version or ended");
        }
        return version.isPresent()
                ? new VersionReign(from, version.get(), change, unknown)
                : new Vacancy(from, ending(object, ended.orElseThrow()), change, unknown);
    }

    private static Ending ending(JsonObject object, String name) throws UnreadableRecordException {
        return switch (name) {
            case "disabled" -> Ending.DISABLED;
            case "removed" -> Ending.REMOVED;
            default -> throw object.wrong("ended", "must be disabled or removed");
        };
    }
}
