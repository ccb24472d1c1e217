package dev.waybill.benchmarks;

import java.io.IOException;
import java.io.OutputStream;
import java.util.zip.Deflater;
import java.util.zip.GZIPOutputStream;
import org.apache.flink.api.common.serialization.BulkWriter;
import org.apache.flink.api.java.tuple.Tuple3;
import org.apache.flink.connector.file.sink.FileSink;
import org.apache.flink.core.fs.FSDataOutputStream;
import org.apache.flink.core.fs.Path;
import org.apache.flink.core.io.SimpleVersionedSerializer;
import org.apache.flink.streaming.api.functions.sink.filesystem.BucketAssigner;
import org.apache.flink.streaming.api.functions.sink.filesystem.OutputFileConfig;
import org.apache.flink.streaming.api.functions.sink.filesystem.bucketassigners.SimpleVersionedStringSerializer;
import org.apache.flink.streaming.api.functions.sink.filesystem.rollingpolicies.OnCheckpointRollingPolicy;

/** Flink's own file sink, with a folder for each tenant and window. */
final class PeerFiles {
    /** Below the state's folder. */
    static final String FOLDER = "rows";

    private static final int GZIP_LEVEL = 4;
    private static final int BUFFER = 16 * 1024;

    private PeerFiles() {}

    /** Rows as they come; a file is ended by its size or age, as Flink does without being told. */
    static FileSink<Tuple3<String, Long, byte[]>> appended(Path folder) {
        return FileSink.<Tuple3<String, Long, byte[]>>forRowFormat(folder, (row, file) -> file.write(row.f2))
                .withBucketAssigner(new TenantAndWindow())
                .withOutputFileConfig(named(".csv"))
                .build();
    }

    /** The same with gzip; a file is ended at each checkpoint, which formats in blocks ask for. */
    static FileSink<Tuple3<String, Long, byte[]>> gzipped(Path folder) {
        return FileSink.forBulkFormat(folder, GzipRows::new)
                .withBucketAssigner(new TenantAndWindow())
                .withOutputFileConfig(named(".csv.gz"))
                .build();
    }

    /** Elements that are files. */
    static FileSink<Tuple3<String, Long, byte[]>> whole(Path folder) {
        return FileSink.<Tuple3<String, Long, byte[]>>forRowFormat(folder, (made, file) -> file.write(made.f2))
                .withBucketAssigner(new TenantAndWindow())
                .withRollingPolicy(OnCheckpointRollingPolicy.build())
                .withOutputFileConfig(named(".csv.gz"))
                .build();
    }

    private static OutputFileConfig named(String suffix) {
        return OutputFileConfig.builder().withPartSuffix(suffix).build();
    }

    private static final class TenantAndWindow implements BucketAssigner<Tuple3<String, Long, byte[]>, String> {
        private static final long serialVersionUID = 1;

        @Override
        public String getBucketId(Tuple3<String, Long, byte[]> row, Context context) {
            long millis = row.f1 / 1_000;
            return row.f0 + "/" + (millis - millis % FlinkPeer.WINDOW.toMillis());
        }

        @Override
        public SimpleVersionedSerializer<String> getSerializer() {
            return SimpleVersionedStringSerializer.INSTANCE;
        }
    }

    private static final class GzipRows implements BulkWriter<Tuple3<String, Long, byte[]>> {
        private final Gzip gzip;

        GzipRows(FSDataOutputStream file) throws IOException {
            gzip = new Gzip(file);
        }

        @Override
        public void addElement(Tuple3<String, Long, byte[]> row) throws IOException {
            gzip.write(row.f2);
        }

        @Override
        public void flush() throws IOException {
            gzip.flush();
        }

        /** Ends the stream; the file is closed by the sink. */
        @Override
        public void finish() throws IOException {
            gzip.finish();
            gzip.end();
        }
    }

    /** At the level of Waybill's files. */
    static final class Gzip extends GZIPOutputStream {
        Gzip(OutputStream out) throws IOException {
            super(out, BUFFER);
            def = new Deflater(GZIP_LEVEL, true);
        }

        /** Frees what the deflater holds outside of the heap. */
        void end() {
            def.end();
        }

        @Override
        public void close() throws IOException {
            super.close();
            end();
        }
    }
}
