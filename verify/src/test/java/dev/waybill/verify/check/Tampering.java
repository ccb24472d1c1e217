package dev.waybill.verify.check;

import dev.waybill.contract.Sha256;
import dev.waybill.verify.TestKeys;
import dev.waybill.verify.receipt.Issuing.Delivered;
import dev.waybill.verify.receipt.Resigned;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;

/** One change of a delivered place that somebody who has no key might make, and what the check must say about it. */
record Tampering(String what, List<Expected> expected) {
    /** One of these kinds, about this object, or else about this window of this export. */
    record Expected(Set<FindingKind> kinds, Optional<String> object, Optional<Delivered> window) {
        boolean isMetBy(Finding finding) {
            boolean names = object.isPresent() && finding.object().equals(object);
            boolean placed = window.isPresent()
                    && finding.export().equals(Optional.of(window.get().export()))
                    && finding.window().equals(Optional.of(window.get().start()));
            return kinds.contains(finding.kind()) && (names || placed);
        }
    }

    /** The kinds of change. */
    enum Change {
        DROP_PART,
        ADD_OBJECT,
        ADD_PART_OF_WINDOW,
        ADD_AMONG_RECEIPTS,
        CHANGE_BYTE,
        SWAP_PARTS,
        TRUNCATE_PART,
        APPEND_TO_PART,
        RENAME_PART,
        COPY_PART,
        REPLAY_PART,
        DROP_RECEIPT,
        DROP_RECEIPT_AND_PARTS,
        CHANGE_BYTE_OF_RECEIPT,
        TRUNCATE_RECEIPT,
        SWAP_RECEIPTS,
        RENAME_RECEIPT,
        REPLAY_RECEIPT,
        RESIGN_RECEIPT,
        RESIGN_UNDER_OUR_KEY_ID,
        DROP_PAGE,
        CHANGE_BYTE_OF_PAGE
    }

    /** Makes one change to the objects of one export; empty if there is nothing to make it to. */
    static Optional<Tampering> make(
            Change change, Map<String, byte[]> objects, List<Delivered> ofExport, Random random) {
        List<Delivered> withParts = ofExport.stream()
                .filter(delivered -> !delivered.parts().isEmpty())
                .toList();
        List<Delivered> withPages = ofExport.stream()
                .filter(delivered -> !delivered.pages().isEmpty())
                .toList();
        Delivered one = pick(withParts, random);
        Delivered any = pick(ofExport, random);
        // The newest receipt can go without a trace; that is another test.
        Delivered notNewest = pick(ofExport.subList(0, ofExport.size() - 1), random);
        String part = pick(one.parts(), random);
        byte[] bytes = objects.get(part);
        return Optional.ofNullable(
                switch (change) {
                    case DROP_PART -> {
                        objects.remove(part);
                        yield of("dropped " + part, about(part, gone(part, ofExport)));
                    }
                    case ADD_OBJECT -> {
                        String name = "added-" + random.nextInt(1000) + ".csv";
                        objects.put(name, random(random));
                        yield of("added " + name, about(name, FindingKind.EXTRA));
                    }
                    case ADD_PART_OF_WINDOW -> {
                        byte[] content = random(random);
                        String name = part.replaceAll(
                                "-[0-9a-f]{12}\\.csv$",
                                "-" + Sha256.hex(content).substring(0, 12) + ".csv");
                        objects.put(name, content);
                        yield of("added " + name, about(name, FindingKind.EXTRA));
                    }
                    case ADD_AMONG_RECEIPTS -> {
                        String name = "_receipts/" + one.export() + "/" + random.nextInt(1000) + ".txt";
                        objects.put(name, random(random));
                        yield of("added " + name, about(name, FindingKind.EXTRA));
                    }
                    case CHANGE_BYTE -> {
                        objects.put(part, withOtherByte(bytes, random));
                        yield of("changed " + part, about(part, FindingKind.ALTERED));
                    }
                    case SWAP_PARTS -> {
                        String other = pick(pick(withParts, random).parts(), random);
                        if (other.equals(part)) {
                            yield null;
                        }
                        objects.put(part, objects.get(other));
                        objects.put(other, bytes);
                        yield of(
                                "swapped " + part + " and " + other,
                                about(part, FindingKind.ALTERED),
                                about(other, FindingKind.ALTERED));
                    }
                    case TRUNCATE_PART -> {
                        objects.put(part, Arrays.copyOf(bytes, random.nextInt(bytes.length)));
                        yield of("truncated " + part, about(part, FindingKind.TRUNCATED));
                    }
                    case APPEND_TO_PART -> {
                        objects.put(part, Arrays.copyOf(bytes, bytes.length + 1 + random.nextInt(9)));
                        yield of("appended to " + part, about(part, FindingKind.ALTERED));
                    }
                    case RENAME_PART -> {
                        String name = part.replace("year=", "jahr=");
                        objects.put(name, objects.remove(part));
                        yield of(
                                "renamed " + part, about(part, gone(part, ofExport)), about(name, FindingKind.DOUBLED));
                    }
                    case COPY_PART -> {
                        String name = "copies/" + part;
                        objects.put(name, bytes);
                        yield of("copied " + part, about(name, FindingKind.DOUBLED));
                    }
                    case REPLAY_PART -> {
                        String other = pick(pick(withParts, random).parts(), random);
                        if (other.equals(part)) {
                            yield null;
                        }
                        objects.put(part, objects.get(other));
                        yield of("replayed " + other + " as " + part, about(part, FindingKind.ALTERED));
                    }
                    case DROP_RECEIPT -> {
                        objects.remove(notNewest.receipt());
                        yield of("dropped " + notNewest.receipt(), withoutReceipt(notNewest, ofExport));
                    }
                    case DROP_RECEIPT_AND_PARTS -> {
                        objects.remove(notNewest.receipt());
                        objects.keySet().removeAll(notNewest.parts());
                        objects.keySet().removeAll(notNewest.pages());
                        yield of("dropped all of " + notNewest.receipt(), withoutReceipt(notNewest, ofExport));
                    }
                    case CHANGE_BYTE_OF_RECEIPT -> {
                        objects.put(any.receipt(), withOtherByte(objects.get(any.receipt()), random));
                        yield of("changed " + any.receipt(), unbelieved(any.receipt()));
                    }
                    case TRUNCATE_RECEIPT -> {
                        byte[] whole = objects.get(any.receipt());
                        objects.put(any.receipt(), Arrays.copyOf(whole, random.nextInt(whole.length)));
                        yield of("truncated " + any.receipt(), about(any.receipt(), FindingKind.UNREADABLE_RECEIPT));
                    }
                    case SWAP_RECEIPTS -> {
                        Delivered other = pick(ofExport, random);
                        if (other == any) {
                            yield null;
                        }
                        byte[] kept = objects.put(any.receipt(), objects.get(other.receipt()));
                        objects.put(other.receipt(), kept);
                        yield of(
                                "swapped " + any.receipt() + " and " + other.receipt(),
                                about(any.receipt(), FindingKind.MISPLACED_RECEIPT),
                                about(other.receipt(), FindingKind.MISPLACED_RECEIPT));
                    }
                    case RENAME_RECEIPT -> {
                        String name = any.receipt().replaceAll("20260", "20270");
                        objects.put(name, objects.remove(any.receipt()));
                        yield of("renamed " + any.receipt(), about(name, FindingKind.MISPLACED_RECEIPT));
                    }
                    case REPLAY_RECEIPT -> {
                        Delivered other = pick(ofExport, random);
                        if (other == any) {
                            yield null;
                        }
                        objects.put(any.receipt(), objects.get(other.receipt()));
                        yield of(
                                "replayed " + other.receipt() + " as " + any.receipt(),
                                about(any.receipt(), FindingKind.MISPLACED_RECEIPT));
                    }
                    case RESIGN_RECEIPT -> {
                        objects.put(any.receipt(), Resigned.by(TestKeys.THIEF, objects.get(any.receipt())));
                        yield of("signed anew " + any.receipt(), about(any.receipt(), FindingKind.FORGED_RECEIPT));
                    }
                    case RESIGN_UNDER_OUR_KEY_ID -> {
                        objects.put(
                                any.receipt(),
                                Resigned.as(TestKeys.OLD.id(), TestKeys.THIEF, objects.get(any.receipt())));
                        yield of("signed anew " + any.receipt(), about(any.receipt(), FindingKind.FORGED_RECEIPT));
                    }
                    case DROP_PAGE -> {
                        if (withPages.isEmpty()) {
                            yield null;
                        }
                        String page = pick(pick(withPages, random).pages(), random);
                        objects.remove(page);
                        yield of("dropped " + page, about(page, FindingKind.MISSING));
                    }
                    case CHANGE_BYTE_OF_PAGE -> {
                        if (withPages.isEmpty()) {
                            yield null;
                        }
                        String page = pick(pick(withPages, random).pages(), random);
                        objects.put(page, withOtherByte(objects.get(page), random));
                        yield of("changed " + page, about(page, FindingKind.ALTERED));
                    }
                });
    }

    private static Tampering of(String what, Expected... expected) {
        return new Tampering(what, List.of(expected));
    }

    private static Expected about(String object, FindingKind... kinds) {
        return new Expected(EnumSet.copyOf(Arrays.asList(kinds)), Optional.of(object), Optional.empty());
    }

    private static FindingKind gone(String part, List<Delivered> ofExport) {
        return ofExport.stream().anyMatch(delivered -> delivered.discarded().contains(part))
                ? FindingKind.DISCARDED
                : FindingKind.MISSING;
    }

    private static Expected unbelieved(String receipt) {
        return about(receipt, FindingKind.UNREADABLE_RECEIPT, FindingKind.FORGED_RECEIPT, FindingKind.NEWER_RECEIPT);
    }

    /** A window between others is named as a gap; what else is missing by the receipt that was issued after it. */
    private static Expected withoutReceipt(Delivered dropped, List<Delivered> ofExport) {
        int index = ofExport.indexOf(dropped);
        boolean between = index > 0
                && completes(dropped)
                && ofExport.stream().skip(index + 1L).anyMatch(Tampering::completes);
        return between
                ? new Expected(EnumSet.of(FindingKind.GAP), Optional.empty(), Optional.of(dropped))
                : about(ofExport.get(index + 1).receipt(), FindingKind.MISSING_RECEIPT);
    }

    private static boolean completes(Delivered delivered) {
        return delivered.kind().equals("window") || delivered.kind().equals("day");
    }

    private static <T> T pick(List<T> list, Random random) {
        return list.get(random.nextInt(list.size()));
    }

    private static byte[] random(Random random) {
        return ("event_id,occurred_at\n" + random.nextLong() + "\n").getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] withOtherByte(byte[] bytes, Random random) {
        byte[] changed = bytes.clone();
        int at = random.nextInt(changed.length);
        changed[at] = (byte) (changed[at] ^ (1 << random.nextInt(8)));
        return changed;
    }
}
