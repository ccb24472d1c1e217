package dev.waybill.local;

import com.github.luben.zstd.ZstdInputStream;
import dev.waybill.cloud.LocalException;
import dev.waybill.contract.ExportId;
import dev.waybill.spec.ExportSpec;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.zip.GZIPInputStream;

/** Shows what was delivered: per tenant and export the objects, their sizes, and how one of them begins. */
final class LocalReport {
    private static final int SHOWN_OBJECTS = 2;
    private static final int SHOWN_LINES = 3;
    private static final List<String> BINARY = List.of(".parquet", ".avro");
    private static final int LINE_WIDTH = 150;

    private final PrintWriter out;

    LocalReport(PrintWriter out) {
        this.out = out;
    }

    void print(List<ExportSpec> exports, DeliveryWatch.Delivered delivered) {
        for (Map.Entry<String, List<ExportSpec>> tenant :
                LocalGrants.byTenant(exports).entrySet()) {
            out.println();
            out.println("Tenant " + tenant.getKey());
            for (ExportSpec export : tenant.getValue()) {
                printExport(export, of(export.exportId(), delivered.there()));
                int gone = of(export.exportId(), delivered.gone()).size();
                if (gone > 0) {
                    out.printf(
                            Locale.ROOT,
                            "    %,d more that were delivered before are not there, or not where the export goes now%n",
                            gone);
                }
            }
        }
        out.flush();
    }

    private static List<DeliveredObject> of(ExportId id, List<DeliveredObject> objects) {
        return objects.stream()
                .filter(object -> object.exportId().equals(id))
                .sorted(Comparator.comparing(DeliveredObject::windowStart).thenComparing(DeliveredObject::name))
                .toList();
    }

    private void printExport(ExportSpec export, List<DeliveredObject> objects) {
        long events = objects.stream().mapToLong(DeliveredObject::events).sum();
        long bytes = objects.stream().mapToLong(DeliveredObject::bytes).sum();
        out.printf(
                Locale.ROOT,
                "  %s: %s, %s; %,d object%s, %,d events, %s%n",
                export.exportId().export(),
                export.format().kind(),
                export.schedule().every(),
                objects.size(),
                objects.size() == 1 ? "" : "s",
                events,
                size(bytes));
        for (int i = 0; i < objects.size(); i++) {
            boolean shown = i < SHOWN_OBJECTS || i == objects.size() - 1;
            if (shown) {
                DeliveredObject object = objects.get(i);
                out.printf("    %9s  %s%n", size(object.bytes()), shown(object.file()));
            } else if (i == SHOWN_OBJECTS) {
                out.printf("               … %d more%n", objects.size() - SHOWN_OBJECTS - 1);
            }
        }
        if (!objects.isEmpty()) {
            for (String line : firstLines(objects.get(0).file())) {
                out.println("      | " + line);
            }
        }
    }

    private String shown(Path file) {
        Path here = Path.of("").toAbsolutePath();
        return file.startsWith(here) ? here.relativize(file).toString() : file.toString();
    }

    static String size(long bytes) {
        if (bytes < 1024) {
            return bytes + " B";
        }
        return bytes < 1024 * 1024
                ? String.format(Locale.ROOT, "%.1f KiB", bytes / 1024.0)
                : String.format(Locale.ROOT, "%.1f MiB", bytes / 1024.0 / 1024.0);
    }

    /** The beginning of the file, decompressed; every line is cut at a readable width. None of a binary file. */
    static List<String> firstLines(Path file) {
        List<String> lines = new ArrayList<>();
        if (BINARY.stream().anyMatch(file.toString()::endsWith)) {
            return lines;
        }
        try (BufferedReader reader =
                new BufferedReader(new InputStreamReader(decompressed(file), StandardCharsets.UTF_8))) {
            for (String line = reader.readLine();
                    line != null && lines.size() < SHOWN_LINES;
                    line = reader.readLine()) {
                lines.add(line.length() > LINE_WIDTH ? line.substring(0, LINE_WIDTH) + "…" : line);
            }
        } catch (IOException e) {
            throw new LocalException("cannot read " + file + ": " + e.getMessage(), e);
        }
        return lines;
    }

    /** How many lines the file has, decompressed. */
    static long lines(Path file) throws IOException {
        try (BufferedReader reader =
                new BufferedReader(new InputStreamReader(decompressed(file), StandardCharsets.UTF_8))) {
            return reader.lines().count();
        }
    }

    private static InputStream decompressed(Path file) throws IOException {
        InputStream in = Files.newInputStream(file);
        String name = file.toString();
        if (name.endsWith(".gz")) {
            return new GZIPInputStream(in);
        }
        return name.endsWith(".zst") ? new ZstdInputStream(in) : in;
    }
}
