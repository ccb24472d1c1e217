package dev.waybill.control.rows;

import dev.waybill.verify.check.RowReader;
import dev.waybill.verify.check.Rows;
import dev.waybill.verify.check.UnreadableRowsException;
import java.io.IOException;

/** Reads the rows of objects of every format and compression there is. */
public final class FileRows implements RowReader {
    @Override
    public Rows read(String name, byte[] stored) throws UnreadableRowsException {
        Tally tally = new Tally();
        RowFormat format = RowFormat.PLAIN_LINES;
        try {
            format = RowFormat.of(name, stored);
            format.read(stored, tally);
            return tally.rows();
        } catch (IOException | RuntimeException e) {
            // Messages of parsers quote what they read. Some of their exceptions are unchecked.
            throw new UnreadableRowsException("cannot be read as " + format.words() + " behind row " + tally.count());
        }
    }
}
