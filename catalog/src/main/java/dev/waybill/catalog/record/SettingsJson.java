package dev.waybill.catalog.record;

import dev.waybill.catalog.reign.Change;
import dev.waybill.catalog.reign.Timeline;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The record of the settings as JSON. */
public final class SettingsJson {
    /** The newest format that this program reads, and the one it writes. */
    public static final int FORMAT = 1;

    private SettingsJson() {}

    public static byte[] write(SettingsRecord settings) {
        return JsonOutput.value(FORMAT, out -> {
            out.writeStringField("lead", settings.lead().toString());
            out.writeStringField("margin", settings.margin().toString());
            JsonOutput.changed(out, settings.changed());
            out.writeArrayFieldStart("platform");
            for (PlatformSettings entry : settings.platform().entries()) {
                out.writeStartObject();
                out.writeStringField("from", entry.from().toString());
                out.writeNumberField("run-size", entry.runSize());
                out.writeStringField("slack", entry.slack().toString());
                out.writeStringField("lateness", entry.lateness().toString());
                out.writeStringField("future-skew", entry.futureSkew().toString());
                out.writeStringField("history", entry.history().toString());
                JsonOutput.unknown(out, entry.unknown());
                out.writeEndObject();
            }
            out.writeEndArray();
            out.writeObjectFieldStart("documents");
            for (Map.Entry<String, String> document : settings.documents().entrySet()) {
                out.writeStringField(document.getKey(), document.getValue());
            }
            out.writeEndObject();
            JsonOutput.unknown(out, settings.unknown());
        });
    }

    /** Reads what {@link #write} wrote, and what later programs of the same format add. */
    public static SettingsRecord read(byte[] value) throws UnreadableRecordException {
        JsonObject root = JsonObject.parse(value, FORMAT);
        try {
            List<PlatformSettings> platform = new ArrayList<>();
            for (JsonObject entry : root.objects("platform")) {
                platform.add(new PlatformSettings(
                        entry.instant("from"),
                        entry.integer("run-size"),
                        entry.duration("slack"),
                        entry.duration("lateness"),
                        entry.duration("future-skew"),
                        entry.duration("history"),
                        entry.unknown()));
            }
            Change changed = JsonOutput.readChange(root.object("changed"));
            return new SettingsRecord(
                    root.duration("lead"),
                    root.duration("margin"),
                    Timeline.of(platform),
                    documents(root.object("documents")),
                    changed,
                    root.unknown());
        } catch (IllegalArgumentException e) {
            throw new UnreadableRecordException(String.valueOf(e.getMessage()), e);
        }
    }

    private static Map<String, String> documents(JsonObject object) throws UnreadableRecordException {
        Map<String, String> documents = new TreeMap<>();
        for (String name : object.names()) {
            documents.put(name, object.text(name));
        }
        return documents;
    }
}
