package dev.waybill.verify.receipt;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.waybill.contract.Sha256;
import java.util.List;

/** Pages as bytes. They carry no signature: the signed receipt names their hash. */
public final class PageJson {
    private PageJson() {}

    static Document write(String receipt, int number, List<Part> parts) {
        ObjectNode page = CanonicalJson.JSON.createObjectNode();
        page.put("format", ReceiptFormat.CURRENT);
        page.put("kind", "page");
        page.put("number", number);
        page.put("receipt", receipt);
        PartsJson.write(page, parts);
        byte[] bytes = CanonicalJson.write(page);
        String sha256 = Sha256.hex(bytes);
        return new Document(ReceiptName.ofPage(receipt, number, sha256), bytes, sha256);
    }

    /**
     * The parts that a page lists.
     *
     * @param bytes those whose hash the receipt names
     * @throws UnreadableReceiptException if they are no page, or not the one that the receipt speaks of
     */
    public static List<Part> read(Page page, byte[] bytes) throws UnreadableReceiptException {
        Members members = new Members(CanonicalJson.read(bytes));
        ReceiptFormat.require(members);
        try {
            InlineParts parts = new InlineParts(PartsJson.parts(members));
            if (parts.size() != page.parts() || parts.rows() != page.rows()) {
                throw new UnreadableReceiptException(
                        Unreadable.CONTRADICTION, "lists other numbers of parts and rows than its receipt says");
            }
            return parts.parts();
        } catch (IllegalArgumentException e) {
            throw new UnreadableReceiptException(Unreadable.CONTRADICTION, String.valueOf(e.getMessage()));
        }
    }
}
