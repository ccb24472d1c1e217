package dev.waybill.cli.key;

import dev.waybill.catalog.key.KeyUse;
import dev.waybill.catalog.key.KeyUses;
import dev.waybill.catalog.key.TenantKey;
import dev.waybill.catalog.record.UnreadableSpec;
import dev.waybill.json.JsonText;
import dev.waybill.kind.redaction.KeyFingerprint;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Shows keys with what uses them, for people and for programs. */
final class HashKeysListing {
    private final KeyUses uses;
    private final Instant now;

    HashKeysListing(KeyUses uses, Instant now) {
        this.uses = uses;
        this.now = now;
    }

    /** A line for each key, and below it one for each reign that uses it. */
    String text() {
        List<TenantKey> keys = uses.keys();
        if (keys.isEmpty()) {
            return "no export in the catalog uses a key\n";
        }
        StringBuilder text = new StringBuilder();
        for (TenantKey key : keys) {
            boolean free = key.mayBeDestroyed(now);
            text.append(key.tenant())
                    .append(' ')
                    .append(key.name())
                    .append(free ? ": may be destroyed" : ": needed")
                    .append('\n');
            key.uses().forEach(use -> text.append("  ").append(line(use)).append('\n'));
            key.others()
                    .forEach(use ->
                            text.append("  the same key: ").append(line(use)).append('\n'));
            key.unreadable()
                    .forEach(spec -> text.append("  it may be needed by ")
                            .append(spec.text())
                            .append('\n'));
        }
        return text.toString();
    }

    /** The export, its version and when it needs the key, in one line. */
    static String line(KeyUse use) {
        return use.export() + " version " + use.version() + ", key " + use.key().reference() + " fingerprint "
                + use.key().fingerprint().map(KeyFingerprint::hex).orElse("not stated") + ", reigns from " + use.from()
                + use.until().map(until -> " until " + until).orElse(" on")
                + use.neededUntil()
                        .map(until -> ", windows may need it until " + until)
                        .orElse(", windows need it");
    }

    /** An array with an object for each key. */
    String json() {
        return JsonText.of(uses.keys().stream().map(this::object).toList());
    }

    private Map<String, Object> object(TenantKey key) {
        Map<String, Object> object = new LinkedHashMap<>();
        object.put("tenant", key.tenant());
        object.put("name", key.name());
        object.put("destroyable", key.mayBeDestroyed(now));
        object.put(
                "unreadable",
                key.unreadable().stream().map(UnreadableSpec::text).toList());
        object.put("uses", key.uses().stream().map(HashKeysListing::object).toList());
        object.put(
                "same-key", key.others().stream().map(HashKeysListing::object).toList());
        return object;
    }

    private static Map<String, Object> object(KeyUse use) {
        Map<String, Object> object = new LinkedHashMap<>();
        object.put("export", use.export().toString());
        object.put("version", use.version());
        object.put("reference", use.key().reference());
        use.key().epoch().ifPresent(epoch -> object.put("epoch", epoch));
        use.key().fingerprint().ifPresent(fingerprint -> object.put("fingerprint", fingerprint.hex()));
        object.put("from", use.from().toString());
        use.until().ifPresent(until -> object.put("until", until.toString()));
        use.neededUntil().ifPresent(until -> object.put("needed-until", until.toString()));
        return object;
    }
}
