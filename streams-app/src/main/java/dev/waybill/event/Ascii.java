package dev.waybill.event;

/** Single characters of ASCII, in bytes or code points. */
public final class Ascii {
    private Ascii() {}

    public static boolean isDigit(int c) {
        return c >= '0' && c <= '9';
    }

    /** The value of a hexadecimal digit; -1 if it is none. */
    public static int hexDigit(int c) {
        if (isDigit(c)) {
            return c - '0';
        }
        int lower = c | 0x20;
        return lower >= 'a' && lower <= 'f' ? lower - 'a' + 10 : -1;
    }
}
