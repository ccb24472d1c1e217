/**
 * Output formats: an event becomes an encoded row, rows become the bytes of a part. One record per kind, one file each;
 * {@link dev.waybill.format.OutputFormat} lists them.
 *
 * <p>Common rules of the text formats: UTF-8, lines end with {@code \n}, the last one too; times are UTC; one event is
 * always one line, because control characters (CR, LF, NUL, tab, DEL, the C1 block, U+2028 and U+2029) are escaped in
 * every value; bytes that are not valid UTF-8 become U+FFFD or an escape. A format's column list is frozen: new columns
 * go to the end.
 */
@NullMarked
package dev.waybill.format;

import org.jspecify.annotations.NullMarked;
