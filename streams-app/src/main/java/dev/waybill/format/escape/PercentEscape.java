package dev.waybill.format.escape;

import dev.waybill.event.Utf8;
import dev.waybill.format.row.RowBuffer;

/** Percent-encodes (RFC 3986) the bytes of characters that a format cannot hold. */
public final class PercentEscape extends Escape {
    /** A URL that is percent-encoded already: a percent sign stays. */
    public static final PercentEscape URL = new PercentEscape(" \"<>\\^`{|}", true);
    /** Other text in CloudFront's logs: its list of characters, and the percent sign. */
    public static final PercentEscape CLOUDFRONT = new PercentEscape(" \"#%'<>[\\]^`{|}~", true);
    /** An object key in Amazon S3's logs: unreserved characters and slashes stay. */
    public static final PercentEscape KEY = new PercentEscape(" !\"#$%&'()*+,:;<=>?@[\\]^`{|}", true);
    /** A bare field of Amazon S3's logs. */
    public static final PercentEscape BARE = new PercentEscape(" \"", false);
    /** A field between quotes in Amazon S3's logs, whose readers know no backslash. */
    public static final PercentEscape QUOTED = new PercentEscape("\"", false);

    private static final String DIGITS = "0123456789ABCDEF";

    private final boolean nonAsciiToo;

    private PercentEscape(String special, boolean nonAsciiToo) {
        super(special);
        this.nonAsciiToo = nonAsciiToo;
    }

    @Override
    void escape(int codePoint, RowBuffer out) {
        Utf8.forEachByte(codePoint, value -> malformed(value, out));
    }

    @Override
    void nonAscii(byte[] source, int offset, int length, RowBuffer out) {
        if (nonAsciiToo) {
            for (int i = offset; i < offset + length; i++) {
                malformed(source[i] & 0xFF, out);
            }
        } else {
            super.nonAscii(source, offset, length, out);
        }
    }

    @Override
    void malformed(int value, RowBuffer out) {
        out.put('%');
        hexByte(value, out, DIGITS);
    }
}
