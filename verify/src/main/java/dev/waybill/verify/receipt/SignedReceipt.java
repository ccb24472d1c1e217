package dev.waybill.verify.receipt;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.waybill.contract.Sha256;
import dev.waybill.verify.key.VerifyingKey;
import java.util.Base64;

/** A receipt's bytes, of which nothing is believed yet but that somebody signed them. */
public final class SignedReceipt {
    private final ObjectNode root;
    private final byte[] message;
    private final String keyId;
    private final byte[] signature;
    private final String hash;

    private SignedReceipt(ObjectNode root, byte[] message, String keyId, byte[] signature, String hash) {
        this.root = root;
        this.message = message;
        this.keyId = keyId;
        this.signature = signature;
        this.hash = hash;
    }

    /** @throws UnreadableReceiptException if the bytes are not canonical JSON with a key and a signature */
    public static SignedReceipt read(byte[] bytes) throws UnreadableReceiptException {
        ObjectNode root = CanonicalJson.read(bytes);
        Members members = new Members(root);
        ReceiptFormat.require(members);
        String keyId = members.text(ReceiptSigner.KEY);
        byte[] signature;
        try {
            signature = Base64.getDecoder().decode(members.text(ReceiptSigner.SIGNATURE));
        } catch (IllegalArgumentException e) {
            throw members.wrong(ReceiptSigner.SIGNATURE, "must be Base64");
        }
        root.remove(ReceiptSigner.SIGNATURE);
        return new SignedReceipt(root, CanonicalJson.write(root), keyId, signature, Sha256.hex(bytes));
    }

    /** The fingerprint of the key that it says it is signed with. */
    public String keyId() {
        return keyId;
    }

    /** SHA-256 of its bytes, which the next receipt names. */
    public String hash() {
        return hash;
    }

    public boolean isSignedWith(VerifyingKey key) {
        return key.verifies(message, signature);
    }

    /**
     * What it says, which is to be believed only after {@link #isSignedWith}.
     *
     * @throws UnreadableReceiptException if something is missing, or two things cannot both be true
     */
    public Receipt content() throws UnreadableReceiptException {
        Members members = new Members(root);
        try {
            Statement statement = StatementJson.read(members);
            Members chain = members.object("chain");
            ChainLink link = new ChainLink(
                    chain.whole("number"),
                    chain.whole("seq"),
                    chain.optionalText("previous"),
                    chain.optionalText("continues"));
            return new Receipt(statement, link, hash);
        } catch (IllegalArgumentException e) {
            throw new UnreadableReceiptException(Unreadable.CONTRADICTION, String.valueOf(e.getMessage()));
        }
    }
}
