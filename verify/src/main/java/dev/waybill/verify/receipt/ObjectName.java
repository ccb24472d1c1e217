package dev.waybill.verify.receipt;

import java.util.Arrays;

/** Names of objects in receipts: relative to where {@code _receipts/} stands, and never out of there. */
final class ObjectName {
    private static final int MAX_LENGTH = 1024;

    private ObjectName() {}

    static void require(String name) {
        boolean plain = !name.isEmpty()
                && name.length() <= MAX_LENGTH
                && name.chars().allMatch(c -> c >= 0x20 && c < 0x7f && c != '\\')
                && Arrays.stream(name.split("/", -1))
                        .noneMatch(segment -> segment.isEmpty() || segment.equals(".") || segment.equals(".."));
        if (!plain) {
            throw new IllegalArgumentException(
                    "a name must be relative, of printable ASCII, without empty segments, . and ..");
        }
    }
}
