package dev.waybill.wire.json;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The members of one JSON object that is being built in a {@link TextArena}: written in the order they come, put into
 * the order of their keys' code points at the end.
 */
public final class JsonMembers {
    private final TextArena out;
    private final int from;
    private final List<Member> members = new ArrayList<>();
    private boolean sorted = true;

    /** Begins an object at the end of {@code out}. */
    public JsonMembers(TextArena out) {
        this.out = out;
        out.append((byte) '{');
        this.from = out.length();
    }

    /** Appends a key, well-formed UTF-8, and its colon; its value is to be appended next. */
    public void key(byte[] text, int offset, int length) {
        if (!members.isEmpty()) {
            out.append((byte) ',');
            Member last = members.get(members.size() - 1);
            sorted &= last.compareKey(text, offset, length) < 0;
        }
        members.add(new Member(text, offset, length, out.length()));
        out.appendJsonString(text, offset, length);
        out.append((byte) ':');
    }

    /**
     * Closes the object.
     *
     * @return false if a key came twice
     */
    public boolean close() {
        boolean unique = sorted || sort();
        out.append((byte) '}');
        return unique;
    }

    private boolean sort() {
        byte[] written = Arrays.copyOfRange(out.bytes(), out.start() + from, out.start() + out.length());
        List<Slice> slices = new ArrayList<>();
        for (int i = 0; i < members.size(); i++) {
            int begin = members.get(i).at - from;
            int end = i + 1 < members.size() ? members.get(i + 1).at - from - 1 : written.length;
            slices.add(new Slice(members.get(i), begin, end));
        }
        slices.sort((a, b) -> a.member.compareTo(b.member));
        out.truncate(from);
        boolean unique = true;
        for (int i = 0; i < slices.size(); i++) {
            Slice slice = slices.get(i);
            if (i > 0) {
                out.append((byte) ',');
                unique &= slices.get(i - 1).member.compareTo(slice.member) != 0;
            }
            out.append(written, slice.begin, slice.end - slice.begin);
        }
        return unique;
    }

    private record Slice(Member member, int begin, int end) {}

    private static final class Member {
        private final byte[] text;
        private final int offset;
        private final int length;
        /** Where the member begins, counted from the beginning of the text under construction. */
        private final int at;

        Member(byte[] text, int offset, int length, int at) {
            this.text = text;
            this.offset = offset;
            this.length = length;
            this.at = at;
        }

        int compareTo(Member other) {
            return compareKey(other.text, other.offset, other.length);
        }

        int compareKey(byte[] other, int otherOffset, int otherLength) {
            return Arrays.compareUnsigned(text, offset, offset + length, other, otherOffset, otherOffset + otherLength);
        }
    }
}
