package dev.waybill.verify.check;

import dev.waybill.contract.Sha256;
import dev.waybill.verify.receipt.Part;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HexFormat;

/**
 * The objects that receipts name: about 100 bytes each, whatever their names. A name is kept as the first 128 bits of its
 * hash, so that it can be found but not read. Confined to one
 * thread.
 */
final class PartTable {
    /** Two words of the name's hash, four of the content's, size, window. */
    private static final int WORDS = 8;

    private static final int NONE = -1;

    private long[] words = new long[1024 * WORDS];
    private int[] owners = new int[1024];
    private int[] slots = emptySlots(4096);
    private int[] slotsByContent = new int[0];
    private int entries;
    private long bytes;
    private final BitSet seen = new BitSet();

    /**
     * Adds a part.
     *
     * @param name relative to the place
     * @param owner the number of the receipt that names it
     * @return the owner of an earlier part of the same name, or -1 if there is none and it was added
     */
    int add(String name, Part part, Instant window, int owner) {
        byte[] hash = Sha256.of(name.getBytes(StandardCharsets.UTF_8));
        ByteBuffer key = ByteBuffer.wrap(hash);
        int slot = slot(key.getLong(0), key.getLong(8));
        if (slots[slot] != NONE) {
            return owners[slots[slot]];
        }
        if (entries == owners.length) {
            owners = Arrays.copyOf(owners, entries * 2);
            words = Arrays.copyOf(words, entries * 2 * WORDS);
        }
        int at = entries * WORDS;
        words[at] = key.getLong(0);
        words[at + 1] = key.getLong(8);
        ByteBuffer content = ByteBuffer.wrap(HexFormat.of().parseHex(part.sha256()));
        for (int i = 0; i < 4; i++) {
            words[at + 2 + i] = content.getLong(i * Long.BYTES);
        }
        words[at + 6] = part.size();
        words[at + 7] = window.getEpochSecond();
        owners[entries] = owner;
        slots[slot] = entries;
        entries++;
        bytes += part.size();
        if (entries * 2 > slots.length) {
            grow();
        }
        return NONE;
    }

    /** The entry of an object, or -1 if no receipt names it. */
    int find(String name) {
        ByteBuffer key = ByteBuffer.wrap(Sha256.of(name.getBytes(StandardCharsets.UTF_8)));
        return slots[slot(key.getLong(0), key.getLong(8))];
    }

    long size(int entry) {
        return words[entry * WORDS + 6];
    }

    Instant window(int entry) {
        return Instant.ofEpochSecond(words[entry * WORDS + 7]);
    }

    int owner(int entry) {
        return owners[entry];
    }

    boolean hasContent(int entry, byte[] sha256) {
        ByteBuffer content = ByteBuffer.wrap(sha256);
        for (int i = 0; i < 4; i++) {
            if (words[entry * WORDS + 2 + i] != content.getLong(i * Long.BYTES)) {
                return false;
            }
        }
        return true;
    }

    byte[] content(int entry) {
        ByteBuffer content = ByteBuffer.allocate(32);
        for (int i = 0; i < 4; i++) {
            content.putLong(words[entry * WORDS + 2 + i]);
        }
        return content.array();
    }

    /** Some entry with this content, or -1. The first question makes an index. */
    int findContent(byte[] sha256) {
        if (slotsByContent.length == 0) {
            slotsByContent = emptySlots(slots.length);
            for (int entry = 0; entry < entries; entry++) {
                int slot = first(words[entry * WORDS + 2], slotsByContent);
                while (slotsByContent[slot] != NONE) {
                    slot = (slot + 1) & (slotsByContent.length - 1);
                }
                slotsByContent[slot] = entry;
            }
        }
        int slot = first(ByteBuffer.wrap(sha256).getLong(0), slotsByContent);
        while (slotsByContent[slot] != NONE) {
            if (hasContent(slotsByContent[slot], sha256)) {
                return slotsByContent[slot];
            }
            slot = (slot + 1) & (slotsByContent.length - 1);
        }
        return NONE;
    }

    void markSeen(int entry) {
        seen.set(entry);
    }

    boolean isSeen(int entry) {
        return seen.get(entry);
    }

    /** The receipts of which an object has not been seen. */
    BitSet ownersOfUnseen() {
        BitSet unseen = new BitSet();
        for (int entry = seen.nextClearBit(0); entry < entries; entry = seen.nextClearBit(entry + 1)) {
            unseen.set(owners[entry]);
        }
        return unseen;
    }

    int entries() {
        return entries;
    }

    /** The sizes of all of them together. */
    long bytes() {
        return bytes;
    }

    private int slot(long first, long second) {
        int slot = first(first, slots);
        while (slots[slot] != NONE) {
            int at = slots[slot] * WORDS;
            if (words[at] == first && words[at + 1] == second) {
                return slot;
            }
            slot = (slot + 1) & (slots.length - 1);
        }
        return slot;
    }

    private void grow() {
        slots = emptySlots(slots.length * 2);
        for (int entry = 0; entry < entries; entry++) {
            slots[slot(words[entry * WORDS], words[entry * WORDS + 1])] = entry;
        }
    }

    private static int first(long word, int[] slots) {
        return (int) word & (slots.length - 1);
    }

    private static int[] emptySlots(int length) {
        int[] slots = new int[length];
        Arrays.fill(slots, NONE);
        return slots;
    }
}
