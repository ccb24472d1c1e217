package dev.waybill.control.preview;

import dev.waybill.contract.Limits;
import dev.waybill.control.rows.Cell;
import dev.waybill.control.rows.FileCells;
import dev.waybill.event.Event;
import dev.waybill.export.ExportVersion;
import dev.waybill.format.row.PartWriter;
import dev.waybill.format.row.RowBuffer;
import dev.waybill.format.row.RowEncoder;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Rows written to a file as a version of an export does, and read again as its reader does. Confined to one thread. */
final class RowFiles {
    private static final int PART_SIZE = Limits.MAX_PART_SIZE;

    private final ExportVersion version;
    private final RowEncoder encoder;
    private final FormatKeys keys;

    RowFiles(ExportVersion version) throws IOException {
        this.version = version;
        this.encoder = version.format().rowEncoder(version.type());
        this.keys = new FormatKeys(raw(List.of(row(FormatKeys.full(version.type())))).get(0));
    }

    /**
     * What each row says of its event, in the same order.
     *
     * @param rows that the version's own maker has made
     */
    List<List<Cell>> cells(List<byte[]> rows) throws IOException {
        return raw(rows).stream().map(keys::told).toList();
    }

    /** What the row of an event says that is to be shown as it is. */
    List<Cell> cells(Event event) throws IOException {
        return cells(List.of(row(event))).get(0);
    }

    private byte[] row(Event event) {
        RowBuffer row = new RowBuffer();
        encoder.encode(event, row);
        return Arrays.copyOf(row.array(), row.length());
    }

    private List<List<Cell>> raw(List<byte[]> rows) throws IOException {
        List<List<Cell>> cells = new ArrayList<>();
        int next = 0;
        while (next < rows.size()) {
            ByteArrayOutputStream file = new ByteArrayOutputStream();
            int begin = next;
            next = write(rows, begin, file);
            List<List<Cell>> read =
                    FileCells.read("preview" + version.format().extension(), file.toByteArray());
            if (read.size() != next - begin) {
                throw new IllegalStateException(
                        version + " wrote " + (next - begin) + " rows, and " + read.size() + " can be read");
            }
            cells.addAll(read);
        }
        return cells;
    }

    /** @return the index of the first row that does not fit */
    private int write(List<byte[]> rows, int begin, OutputStream file) throws IOException {
        PartWriter writer = version.format().open(version.type(), PART_SIZE, file);
        int next = begin;
        try {
            while (next < rows.size() && (next == begin || writer.fits(rows.get(next).length))) {
                writer.row(rows.get(next), 0, rows.get(next).length);
                next++;
            }
            writer.finish();
            return next;
        } catch (IOException | RuntimeException e) {
            writer.close();
            throw e;
        }
    }
}
