package dev.waybill.verify.check;

import dev.waybill.contract.Sha256;
import dev.waybill.verify.key.KeySet;
import dev.waybill.verify.key.VerifyingKey;
import dev.waybill.verify.place.Place;
import dev.waybill.verify.receipt.InlineParts;
import dev.waybill.verify.receipt.Page;
import dev.waybill.verify.receipt.PageJson;
import dev.waybill.verify.receipt.PagedParts;
import dev.waybill.verify.receipt.Part;
import dev.waybill.verify.receipt.Receipt;
import dev.waybill.verify.receipt.SignedReceipt;
import dev.waybill.verify.receipt.StatedWindow;
import dev.waybill.verify.receipt.UnreadableReceiptException;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads one receipt with its pages and decides whether it is to be believed. Safe for use by many threads. */
final class ReceiptReading {
    /** What a receipt or a page has at most, as their page says; one of 10,000 parts with the longest names has less. */
    private static final int MAX_BYTES = 16 * 1024 * 1024;

    /** Most have some KB. What is larger is read one at a time, so that memory is bounded whatever stands in a bucket. */
    private static final int ORDINARY_BYTES = 1024 * 1024;

    private final Place place;
    private final KeySet keys;
    private final Object large = new Object();

    ReceiptReading(Place place, KeySet keys) {
        this.place = place;
        this.keys = keys;
    }

    ReadReceipt read(ReceiptFile file) throws IOException {
        String name = file.name();
        try {
            byte[] bytes = ObjectBytes.read(place, name, ORDINARY_BYTES + 1);
            if (bytes.length <= ORDINARY_BYTES) {
                return read(file, bytes);
            }
            synchronized (large) {
                byte[] all = ObjectBytes.read(place, name, MAX_BYTES + 1);
                return all.length > MAX_BYTES
                        ? refused(FindingKind.UNREADABLE_RECEIPT, file, "has more than 16 MiB")
                        : read(file, all);
            }
        } catch (UnreadableReceiptException e) {
            return refused(kind(e), file, String.valueOf(e.getMessage()));
        } catch (NoSuchFileException e) {
            return refused(FindingKind.MISSING_RECEIPT, file, "was listed and is not there any more");
        } catch (AccessDeniedException e) {
            return refused(FindingKind.UNREADABLE_OBJECT, file, ObjectScan.UNREADABLE);
        }
    }

    private ReadReceipt read(ReceiptFile file, byte[] bytes) throws IOException, UnreadableReceiptException {
        SignedReceipt signed = SignedReceipt.read(bytes);
        Optional<VerifyingKey> key = keys.find(signed.keyId());
        if (key.isEmpty()) {
            return refused(FindingKind.FORGED_RECEIPT, file, "is signed with a key that was not given");
        }
        if (!signed.isSignedWith(key.get())) {
            return refused(FindingKind.FORGED_RECEIPT, file, "its signature is not that of the key it names");
        }
        Receipt receipt = signed.content();
        Instant signedFor =
                receipt.statement().subject().signedFor(receipt.statement().end());
        if (!key.get().isValidAt(signedFor)) {
            return refused(FindingKind.KEY_OUT_OF_TIME, file, "its key " + signed.keyId() + " is not for " + signedFor);
        }
        String right = receipt.statement().root() + receipt.statement().name();
        if (!right.equals(file.name())) {
            return refused(FindingKind.MISPLACED_RECEIPT, file, "is the receipt that belongs under " + right);
        }
        return withPages(file, receipt);
    }

    private ReadReceipt withPages(ReceiptFile file, Receipt receipt) throws IOException {
        List<Finding> findings = new ArrayList<>();
        List<ReadReceipt.WindowParts> windows = new ArrayList<>();
        List<String> pages = new ArrayList<>();
        for (StatedWindow stated : receipt.statement().windows()) {
            Instant start = stated.window().start();
            if (stated.parts() instanceof InlineParts inline) {
                windows.add(new ReadReceipt.WindowParts(start, inline.parts()));
            } else if (stated.parts() instanceof PagedParts paged) {
                for (Page page : paged.pages()) {
                    String name = file.root() + page.name();
                    pages.add(name);
                    windows.add(new ReadReceipt.WindowParts(
                            start,
                            parts(name, page, receipt.statement().export().export(), start, findings)));
                }
            }
        }
        return new ReadReceipt(Optional.of(receipt), findings, windows, pages);
    }

    private List<Part> parts(String name, Page page, String export, Instant window, List<Finding> findings)
            throws IOException {
        try {
            byte[] bytes = ObjectBytes.read(place, name, MAX_BYTES);
            if (bytes.length == page.size() && Sha256.hex(bytes).equals(page.sha256())) {
                return PageJson.read(page, bytes);
            }
            findings.add(ofPage(FindingKind.ALTERED, export, window, name, "is not the page that its receipt names"));
        } catch (NoSuchFileException e) {
            findings.add(ofPage(FindingKind.MISSING, export, window, name, "the receipt names this page"));
        } catch (AccessDeniedException e) {
            findings.add(ofPage(FindingKind.UNREADABLE_OBJECT, export, window, name, ObjectScan.UNREADABLE));
        } catch (UnreadableReceiptException e) {
            findings.add(ofPage(kind(e), export, window, name, String.valueOf(e.getMessage())));
        }
        return List.of();
    }

    private static FindingKind kind(UnreadableReceiptException e) {
        return switch (e.reason()) {
            case NOT_CANONICAL, CONTRADICTION -> FindingKind.UNREADABLE_RECEIPT;
            case NEWER_FORMAT -> FindingKind.NEWER_RECEIPT;
        };
    }

    private static Finding ofPage(FindingKind kind, String export, Instant window, String name, String detail) {
        return new Finding(kind, Optional.of(export), Optional.of(window), Optional.of(name), detail);
    }

    private static ReadReceipt refused(FindingKind kind, ReceiptFile file, String detail) {
        return ReadReceipt.refused(file.finding(kind, detail));
    }
}
