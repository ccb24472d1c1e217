package dev.waybill.redact;

import dev.waybill.event.Event;
import dev.waybill.event.EventType;
import dev.waybill.event.Field;
import dev.waybill.kind.redaction.HashSpec;
import dev.waybill.kind.redaction.KeyReference;
import java.util.HexFormat;
import java.util.List;
import javax.crypto.Mac;

/**
 * Replaces a value by its keyed hash: HMAC-SHA-256 (RFC 2104) of the value's UTF-8 bytes as they are, written as 64
 * lower-case hexadecimal digits. Equal values of one tenant give equal hashes, in
 * all fields, so that an analyst can still count and join; without the key nobody can find the value by trying.
 */
public record Hash(HashSpec spec) implements Redaction {
    @Override
    public List<FieldEdit> edits(EventType type, SecretLookup secrets) {
        Mac mac = secrets.key(key()).mac();
        return new FieldSelector(spec.field())
                .textEdits(
                        type, (event, hashed) -> hash(mac, event, hashed), FieldEdit.Result.DERIVED, spec.partOfName());
    }

    private KeyReference key() {
        return spec.keyReference().orElseThrow(() -> new IllegalStateException("a hash has a key"));
    }

    private static boolean hash(Mac mac, Event event, Field hashed) {
        mac.update(event.buffer(hashed), event.offset(hashed), event.length(hashed));
        event.setText(hashed, HexFormat.of().formatHex(mac.doFinal()));
        return true;
    }
}
