package dev.waybill.redact;

import dev.waybill.event.Event;
import dev.waybill.event.EventType;
import dev.waybill.event.Field;
import dev.waybill.redact.search.PartOfName;
import dev.waybill.spec.ReferenceSyntax;
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
 *
 * @param field as for {@link DropField}; leaves of a structure that do not hold text are dropped
 * @param key reference to the tenant's secret, <code>${env:NAME}</code> or <code>${file:/path}</code>, of at least 16
 *     bytes; never the secret itself
 * @param partOfName what becomes of the value within a longer name elsewhere
 */
public record Hash(String field, String key, PartOfName partOfName) implements Redaction {
    public static final PartOfName DEFAULT_PART_OF_NAME = PartOfName.HIDE;
    private static final int MIN_KEY_BYTES = 16;
    private static final String ALGORITHM = "HmacSHA256";

    public Hash {
        new FieldSelector(field);
        if (!ReferenceSyntax.isReference(key)) {
            throw new IllegalArgumentException(
                    "key must refer to a secret, not hold it; write \"${env:NAME}\" or \"${file:/path}\"");
        }
    }

    @Override
    public List<FieldEdit> edits(EventType type, SecretLookup secrets) {
        FieldSelector selector = new FieldSelector(field);
        selector.fields(type);
        byte[] secret = secrets.secret(key).getBytes(StandardCharsets.UTF_8);
        if (secret.length < MIN_KEY_BYTES) {
            throw new IllegalArgumentException("the secret " + key + " is shorter than " + MIN_KEY_BYTES
                    + " bytes; make one with: openssl rand -hex 32");
        }
        Mac mac = mac(secret);
        return selector.textEdits(
                type, (event, hashed) -> hash(mac, event, hashed), FieldEdit.Result.DERIVED, partOfName);
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
