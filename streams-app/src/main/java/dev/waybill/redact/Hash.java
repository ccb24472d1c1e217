package dev.waybill.redact;

import dev.waybill.event.Event;
import dev.waybill.event.EventType;
import dev.waybill.event.Field;
import dev.waybill.kind.redaction.HashSpec;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import java.util.List;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Replaces a value by its keyed hash: HMAC-SHA-256 (RFC 2104) of the value's UTF-8 bytes as they are, written as 64
 * lower-case hexadecimal digits. The key is the secret's UTF-8 bytes. Equal values of one tenant give equal hashes, in
 * all fields, so that an analyst can still count and join; without the key nobody can find the value by trying.
 */
public record Hash(HashSpec spec) implements Redaction {
    private static final int MIN_KEY_BYTES = 16;
    private static final String ALGORITHM = "HmacSHA256";

    @Override
    public List<FieldEdit> edits(EventType type, SecretLookup secrets) {
        FieldSelector selector = new FieldSelector(spec.field());
        byte[] secret = secrets.secret(spec.key()).getBytes(StandardCharsets.UTF_8);
        if (secret.length < MIN_KEY_BYTES) {
            throw new IllegalArgumentException("the secret " + spec.key() + " is shorter than " + MIN_KEY_BYTES
                    + " bytes; make one with: openssl rand -hex 32");
        }
        Mac mac = mac(secret);
        return selector.textEdits(
                type, (event, hashed) -> hash(mac, event, hashed), FieldEdit.Result.DERIVED, spec.partOfName());
    }

    private static boolean hash(Mac mac, Event event, Field hashed) {
        mac.update(event.buffer(hashed), event.offset(hashed), event.length(hashed));
        event.setText(hashed, HexFormat.of().formatHex(mac.doFinal()));
        return true;
    }

    private static Mac mac(byte[] secret) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(secret, ALGORITHM));
            return mac;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has " + ALGORITHM, e);
        }
    }
}
