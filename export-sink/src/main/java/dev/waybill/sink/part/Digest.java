package dev.waybill.sink.part;

import dev.waybill.contract.Sha256;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HexFormat;

/**
 * The SHA-256 of an object's content, computed once, both for the check against the header and for the store.
 *
 * @param sha256 32 bytes; not to be written to
 */
public record Digest(byte[] sha256) {
    /**
     * Digests the content.
     *
     * @throws RefusedRecordException when it is not what the record's header says
     */
    public static Digest verified(ExportObject object) throws RefusedRecordException {
        Digest digest = new Digest(Sha256.of(object.content()));
        if (!HexFormat.of().formatHex(digest.sha256).equals(object.sha256())) {
            throw new RefusedRecordException("the content does not have the SHA-256 that its header says");
        }
        return digest;
    }

    public String sha256Base64() {
        return Base64.getEncoder().encodeToString(sha256);
    }

    public static String md5Base64(byte[] content) {
        try {
            return Base64.getEncoder()
                    .encodeToString(MessageDigest.getInstance("MD5").digest(content));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("this Java has no MD5", e);
        }
    }
}
