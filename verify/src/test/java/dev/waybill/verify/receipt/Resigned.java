package dev.waybill.verify.receipt;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.waybill.verify.key.SigningKey;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Base64;
import java.util.function.Consumer;

/** A receipt that somebody signs anew. */
public final class Resigned {
    private Resigned() {}

    /** With the signer's own fingerprint in it. */
    public static byte[] by(SigningKey key, byte[] receipt) {
        return as(key.id(), key, receipt);
    }

    /** With the fingerprint of another key in it. */
    public static byte[] as(String keyId, SigningKey key, byte[] receipt) {
        return changed(keyId, key, receipt, root -> {});
    }

    /** After a change of what it says. */
    public static byte[] changed(String keyId, SigningKey key, byte[] receipt, Consumer<ObjectNode> change) {
        try {
            ObjectNode root = (ObjectNode) CanonicalJson.JSON.readTree(receipt);
            root.remove("signature");
            root.put("key", keyId);
            change.accept(root);
            root.put("signature", Base64.getEncoder().encodeToString(key.sign(CanonicalJson.write(root))));
            return CanonicalJson.write(root);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
