package dev.waybill.verify.receipt;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.waybill.contract.Sha256;
import dev.waybill.verify.key.SigningKey;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/**
 * Makes signed receipts of statements. A pure function: the same statement at the same place in the chain gives the same
 * bytes, so issuing again after a restart changes nothing. Safe for use by many threads.
 */
public final class ReceiptSigner {
    /** A receipt lists no more parts than this itself; further ones stand on pages, of as many each. */
    public static final int MAX_PARTS = 10_000;

    static final String KEY = "key";
    static final String SIGNATURE = "signature";

    private final SigningKey key;
    private final int maxParts;

    public ReceiptSigner(SigningKey key) {
        this(key, MAX_PARTS);
    }

    /** With another bound on parts, so that tests have pages without 10,000 parts. */
    ReceiptSigner(SigningKey key, int maxParts) {
        this.key = key;
        this.maxParts = maxParts;
    }

    /**
     * Signs the statement as the next receipt of the chain.
     *
     * @param statement with all parts inline
     * @param chain after the receipt issued before; {@link ChainState#BEGIN} for an export's first
     */
    public Issued issue(Statement statement, ChainState chain) {
        List<Document> pages = new ArrayList<>();
        ObjectNode root = StatementJson.write(paged(statement, pages));
        ChainLink link = chain.next();
        ObjectNode place = root.putObject("chain");
        place.put("number", link.number());
        place.put("seq", link.seq());
        link.previous().ifPresent(hash -> place.put("previous", hash));
        link.continues().ifPresent(hash -> place.put("continues", hash));
        root.put(KEY, key.id());
        root.put(SIGNATURE, Base64.getEncoder().encodeToString(key.sign(CanonicalJson.write(root))));
        byte[] bytes = CanonicalJson.write(root);
        String hash = Sha256.hex(bytes);
        return new Issued(List.copyOf(pages), new Document(statement.name(), bytes, hash), chain.after(hash));
    }

    private Statement paged(Statement statement, List<Document> pages) {
        long parts = statement.windows().stream()
                .mapToLong(window -> window.parts().size())
                .sum();
        if (parts <= maxParts) {
            return statement;
        }
        List<StatedWindow> windows = new ArrayList<>();
        for (StatedWindow window : statement.windows()) {
            windows.add(
                    window.parts() instanceof InlineParts inline
                                    && !inline.parts().isEmpty()
                            ? new StatedWindow(
                                    window.window(), window.counts(), window.sum(), paged(statement, inline, pages))
                            : window);
        }
        return new Statement(
                statement.export(),
                statement.replay(),
                statement.subject(),
                statement.terms(),
                statement.sourcePartitions(),
                statement.remarks(),
                windows);
    }

    private PagedParts paged(Statement statement, InlineParts inline, List<Document> pages) {
        List<Page> listed = new ArrayList<>();
        for (int from = 0; from < inline.parts().size(); from += maxParts) {
            InlineParts some = new InlineParts(inline.parts()
                    .subList(from, Math.min(from + maxParts, inline.parts().size())));
            Document page = PageJson.write(statement.name(), pages.size() + 1, some.parts());
            pages.add(page);
            listed.add(new Page(page.name(), page.bytes().length, some.size(), some.rows(), page.sha256()));
        }
        return new PagedParts(listed);
    }
}
