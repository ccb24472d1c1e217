package dev.waybill.event;

import org.jspecify.annotations.Nullable;

/** The groups of an IPv6 address as they are read, on both sides of the double colon. Reused; confined to one thread. */
public final class Ipv6Groups {
    public static final int COUNT = 8;

    private long high;
    private long low;
    /** The groups before the double colon, shifted to the front. */
    private long frontHigh;

    private long frontLow;
    /** How many groups were read. */
    private int count;

    private boolean gap;

    public void clear() {
        high = 0;
        low = 0;
        frontHigh = 0;
        frontLow = 0;
        count = 0;
        gap = false;
    }

    public int count() {
        return count;
    }

    public boolean hasGap() {
        return gap;
    }

    /** Adds a group of 16 bits. */
    public void add(int group) {
        high = high << 16 | low >>> 48;
        low = low << 16 | group;
        count++;
    }

    /** The double colon, of which there can be one. */
    public void addGap() {
        int bits = 16 * (COUNT - count);
        if (count > 0) {
            frontHigh = bits >= 64 ? low << bits - 64 : high << bits | low >>> 64 - bits;
            frontLow = bits >= 64 ? 0 : low << bits;
        }
        high = 0;
        low = 0;
        gap = true;
    }

    /** The address; null if there are too few groups or too many. */
    @Nullable
    public IpAddress address() {
        boolean complete = gap ? count < COUNT : count == COUNT;
        return complete ? IpAddress.v6(frontHigh | high, frontLow | low) : null;
    }

    /** The address in which these 32 bits stand in the place of the last group; null as above. */
    @Nullable
    public IpAddress addressEndingIn(long bits) {
        boolean complete = gap ? count + 1 < COUNT : count + 1 == COUNT;
        if (!complete) {
            return null;
        }
        long shiftedHigh = high << 16 | low >>> 48;
        long shiftedLow = low >>> 16 << 32 | bits;
        return IpAddress.v6(frontHigh | shiftedHigh, frontLow | shiftedLow);
    }
}
