package dev.waybill.format.typed;

import dev.waybill.format.compress.CountingOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import org.apache.parquet.io.OutputFile;
import org.apache.parquet.io.PositionOutputStream;

/** Lets Parquet write to a stream, which it does not close. */
record ParquetOutput(OutputStream out) implements OutputFile {
    @Override
    public PositionOutputStream create(long blockSizeHint) {
        CountingOutputStream counting = new CountingOutputStream(out);
        return new PositionOutputStream() {
            @Override
            public long getPos() {
                return counting.count();
            }

            @Override
            public void write(int value) throws IOException {
                counting.write(value);
            }

            @Override
            public void write(byte[] bytes, int offset, int length) throws IOException {
                counting.write(bytes, offset, length);
            }
        };
    }

    @Override
    public PositionOutputStream createOrOverwrite(long blockSizeHint) {
        return create(blockSizeHint);
    }

    @Override
    public boolean supportsBlockSize() {
        return false;
    }

    @Override
    public long defaultBlockSize() {
        return 0;
    }
}
