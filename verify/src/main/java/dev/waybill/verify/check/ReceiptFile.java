package dev.waybill.verify.check;

import dev.waybill.verify.receipt.ReceiptName;
import java.time.Instant;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The name of an object among receipts.
 *
 * @param root where its {@code _receipts/} stands: empty, or {@code replay=<id>/}
 * @param name relative to the place
 * @param form what its name says it is
 * @param export whose, by its name; empty if it is no receipt or page
 * @param window the start of the first window, by its name
 */
record ReceiptFile(String root, String name, Form form, Optional<String> export, Optional<Instant> window) {
    /** What an object's name says it is. */
    enum Form {
        RECEIPT,
        PAGE,
        /** What a sink that was stopped has left. */
        UNFINISHED,
        OTHER
    }

    /** What names of receipts in folders beside the first begin with. */
    static final String REPLAYS = "replay=";

    private static final Pattern ROOT =
            Pattern.compile("(|replay=[^/]+/)" + ReceiptName.FOLDER + "(.*)", Pattern.DOTALL);
    private static final String INSTANT = "[0-9]{8}T[0-9]{6}Z";
    private static final Pattern RECEIPT = Pattern.compile("([a-z0-9-]+)/(" + INSTANT + ")(?:-late-" + INSTANT
            + "|-revision-[0-9]+|-discard-[0-9]+)?(-page-[0-9]{5,}-[0-9a-f]{12})?\\.json");
    private static final Pattern UNFINISHED =
            Pattern.compile("(?:.*/)?\\.[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}\\.tmp", Pattern.DOTALL);

    /** Empty for objects that are not among receipts. */
    static Optional<ReceiptFile> of(String name) {
        Matcher place = ROOT.matcher(name);
        return place.matches() ? Optional.of(of(place.group(1), name, place.group(2))) : Optional.empty();
    }

    private static ReceiptFile of(String root, String name, String below) {
        Matcher receipt = RECEIPT.matcher(below);
        if (receipt.matches()) {
            return new ReceiptFile(
                    root,
                    name,
                    receipt.group(3) == null ? Form.RECEIPT : Form.PAGE,
                    Optional.of(receipt.group(1)),
                    PartFile.instant(receipt.group(2)));
        }
        Form form = isUnfinished(below) ? Form.UNFINISHED : Form.OTHER;
        return new ReceiptFile(root, name, form, Optional.empty(), Optional.empty());
    }

    /** The receipt that such an entry was made of. */
    static ReceiptFile of(ReceiptEntry entry) {
        return new ReceiptFile(
                entry.root(), entry.name(), Form.RECEIPT, Optional.of(entry.export()), Optional.of(entry.start()));
    }

    static boolean isUnfinished(String name) {
        return UNFINISHED.matcher(name).matches();
    }

    Finding finding(FindingKind kind, String detail) {
        return new Finding(kind, export, window, Optional.of(name), detail);
    }
}
