package dev.waybill.verify.check;

import dev.waybill.contract.Sha256;
import dev.waybill.verify.receipt.Counts;
import dev.waybill.verify.receipt.StatedWindow;
import dev.waybill.verify.receipt.Statement;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/** What the valid receipts of a place say, as far as it is kept. */
final class Chronicle {
    private final List<ReceiptEntry> receipts = new ArrayList<>();
    private final PartTable parts = new PartTable();
    private final SortedMap<String, ExportTotals> totals = new TreeMap<>();
    private final TreeSet<String> roots = new TreeSet<>();
    private final Fingerprints discarded = new Fingerprints();
    private Optional<String> tenant = Optional.empty();

    void addRoot(String root) {
        roots.add(root);
    }

    /** @return the receipt's number here */
    int add(String whose, ReceiptEntry entry, Statement statement) {
        tenant = Optional.of(whose);
        Counts counts = statement.windows().stream().map(StatedWindow::counts).reduce(Counts.NONE, Counts::plus);
        long windows = entry.completesWindows() ? statement.windows().size() : 0;
        totals.merge(
                entry.rootAndExport(),
                new ExportTotals(entry.rootAndExport(), windows, counts, entry.start(), entry.end()),
                ExportTotals::plus);
        receipts.add(entry);
        return receipts.size() - 1;
    }

    /** A receipt says that the object never comes. */
    void addDiscarded(String object) {
        ByteBuffer name = nameHash(object);
        discarded.add(name.getLong(0), name.getLong(Long.BYTES));
    }

    boolean isDiscarded(String object) {
        ByteBuffer name = nameHash(object);
        return discarded.contains(name.getLong(0), name.getLong(Long.BYTES));
    }

    private static ByteBuffer nameHash(String object) {
        return ByteBuffer.wrap(Sha256.of(object.getBytes(StandardCharsets.UTF_8)));
    }

    /** In the order of their names. */
    List<ReceiptEntry> receipts() {
        return receipts;
    }

    PartTable parts() {
        return parts;
    }

    List<ExportTotals> totals() {
        return List.copyOf(totals.values());
    }

    /** Whose receipts they are; empty if there is none that is valid. */
    Optional<String> tenant() {
        return tenant;
    }

    /** The root that an object belongs to. */
    String rootOf(String object) {
        int slash = object.indexOf('/');
        String first = object.substring(0, slash + 1);
        return first.startsWith(ReceiptFile.REPLAYS) && roots.contains(first) ? first : "";
    }
}
