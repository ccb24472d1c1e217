package dev.waybill.verify.check;

import dev.waybill.verify.receipt.ReceiptName;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The name of an object among receipts.
 *
 * @param root where its {@code _receipts/} stands: empty, or {@code replay=<id>/}
 * @param name relative to the place
 * @param form what its name says it is
 */
record ReceiptFile(String root, String name, Form form) {
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

    private static final Pattern ROOT = Pattern.compile("(|replay=[^/]+/)" + ReceiptName.FOLDER + "(.*)", Pattern.DOTALL);
    private static final String INSTANT = "[0-9]{8}T[0-9]{6}Z";
    private static final Pattern RECEIPT = Pattern.compile(
            "[a-z0-9-]+/" + INSTANT + "(?:-late-" + INSTANT + "|-revision-[0-9]+)?(-page-[0-9]{5,}-[0-9a-f]{12})?\\.json");
    private static final Pattern UNFINISHED = Pattern.compile("(?:.*/)?\\.[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}\\.tmp", Pattern.DOTALL);

    /** Empty for objects that are not among receipts. */
    static Optional<ReceiptFile> of(String name) {
        Matcher place = ROOT.matcher(name);
        if (!place.matches()) {
            return Optional.empty();
        }
        return Optional.of(new ReceiptFile(place.group(1), name, form(place.group(2))));
    }

    static boolean isUnfinished(String name) {
        return UNFINISHED.matcher(name).matches();
    }

    private static Form form(String below) {
        Matcher receipt = RECEIPT.matcher(below);
        if (receipt.matches()) {
            return receipt.group(1) == null ? Form.RECEIPT : Form.PAGE;
        }
        return isUnfinished(below) ? Form.UNFINISHED : Form.OTHER;
    }
}
