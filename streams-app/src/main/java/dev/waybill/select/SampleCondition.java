package dev.waybill.select;

import dev.waybill.event.Event;
import dev.waybill.event.Field;
import dev.waybill.spec.SampleRate;

/**
 * Takes a share of the events, chosen by event id alone: every export with the same rate takes the same events, in
 * every process and every replay, and one with a higher rate takes them too.
 *
 * <p>The id's UTF-8 bytes are hashed with 64-bit FNV-1a, whose bits are then mixed by the finaliser of 64-bit
 * MurmurHash3. Of that the upper 32 bits are scaled to 0 … 999,999; the event is taken if the result is below the rate in
 * parts per million. This never changes: it would change what a sample holds.
 */
final class SampleCondition implements Condition {
    private static final long OFFSET_BASIS = 0xcbf29ce484222325L;
    private static final long PRIME = 0x100000001b3L;
    private static final int MILLION = 1_000_000;

    private final Field eventId;
    private final int perMillion;

    SampleCondition(SampleRate rate, Field eventId) {
        this.eventId = eventId;
        this.perMillion = rate.perMillion();
    }

    @Override
    public boolean accepts(Event event) {
        return !event.isNull(eventId)
                && place(event.buffer(eventId), event.offset(eventId), event.length(eventId)) < perMillion;
    }

    /** Where an id stands among a million. */
    static int place(byte[] id, int offset, int length) {
        long hash = OFFSET_BASIS;
        for (int i = offset; i < offset + length; i++) {
            hash = (hash ^ (id[i] & 0xff)) * PRIME;
        }
        return (int) ((mixed(hash) >>> 32) * MILLION >>> 32);
    }

    private static long mixed(long hash) {
        long h = (hash ^ (hash >>> 33)) * 0xff51afd7ed558ccdL;
        h = (h ^ (h >>> 33)) * 0xc4ceb9fe1a85ec53L;
        return h ^ (h >>> 33);
    }
}
