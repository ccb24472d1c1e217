package dev.waybill.benchmarks;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.apache.flink.api.java.tuple.Tuple3;
import org.apache.flink.streaming.api.functions.windowing.ProcessWindowFunction;
import org.apache.flink.streaming.api.windowing.windows.TimeWindow;
import org.apache.flink.util.Collector;

/** Makes one file of all rows of a tenant's window, in the order of their times, as Waybill does. */
final class WindowFile
        extends ProcessWindowFunction<
                Tuple3<String, Long, byte[]>, Tuple3<String, Long, byte[]>, String, TimeWindow> {
    private static final long serialVersionUID = 1;
    private static final Comparator<Tuple3<String, Long, byte[]>> ORDER = Comparator.<
                    Tuple3<String, Long, byte[]>>comparingLong(row -> row.f1)
            .thenComparing(row -> row.f2, Arrays::compareUnsigned);

    @Override
    public void process(
            String tenant,
            Context window,
            Iterable<Tuple3<String, Long, byte[]>> rows,
            Collector<Tuple3<String, Long, byte[]>> out)
            throws IOException {
        List<Tuple3<String, Long, byte[]>> ordered = new ArrayList<>();
        rows.forEach(ordered::add);
        ordered.sort(ORDER);
        ByteArrayOutputStream file = new ByteArrayOutputStream(64 * 1024);
        try (OutputStream gzip = new PeerFiles.Gzip(file)) {
            for (Tuple3<String, Long, byte[]> row : ordered) {
                gzip.write(row.f2);
            }
        }
        out.collect(Tuple3.of(tenant, window.window().getStart() * 1_000, file.toByteArray()));
    }
}
