package dev.waybill.cli;

import dev.waybill.app.SpecCheck;
import dev.waybill.cli.frame.CommandFrame;
import dev.waybill.cli.frame.SpecPlaces;
import dev.waybill.cli.frame.UsageException;
import dev.waybill.contract.ExportId;
import dev.waybill.contract.YamlName;
import dev.waybill.describe.Description;
import dev.waybill.files.WholeFile;
import dev.waybill.spec.ExportSpec;
import dev.waybill.spec.TenantSpecs;
import dev.waybill.spec.yaml.DidYouMean;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code describe}: how to read what an export delivers. */
@Command(
        name = "describe",
        description = {
            "Print how to read what an export delivers: a table for Athena, a view for DuckDB, a script for Spark,",
            "and the list of columns, all matching the export's format, layout and destination."
        },
        mixinStandardHelpOptions = true,
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:done", "1:failed", "2:wrong usage or configuration"})
@SuppressWarnings("NullAway.Init") // picocli fills the fields
public final class DescribeCommand implements Callable<Integer> {
    /** One way to read files. The name on the command line is the lower-case constant. */
    enum Kind {
        ATHENA("athena.sql", Description::athena),
        DUCKDB("duckdb.sql", Description::duckDb),
        SPARK("spark.py", Description::spark),
        COLUMNS("columns.json", Description::columns);

        private final String file;
        private final Function<Description, String> text;

        Kind(String file, Function<Description, String> text) {
            this.file = file;
            this.text = text;
        }

        @Override
        public String toString() {
            return YamlName.of(this);
        }
    }

    @Parameters(index = "0", paramLabel = "TENANT", description = "Id of the tenant.")
    private String tenant;

    @Parameters(index = "1", paramLabel = "EXPORT", description = "Id of the export.")
    private String export;

    @Option(
            names = "--tenants",
            paramLabel = "FOLDER",
            defaultValue = "tenants",
            description = "Folder of all export specs, or one file (default: ${DEFAULT-VALUE}).")
    private Path tenants;

    @Option(
            names = "--only",
            paramLabel = "KIND",
            description = "Print one of ${COMPLETION-CANDIDATES} and nothing else.")
    private @Nullable Kind only;

    @Option(
            names = "--output",
            paramLabel = "FOLDER",
            description = "Write athena.sql, duckdb.sql, spark.py and columns.json into a folder instead.")
    private @Nullable Path output;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        return CommandFrame.run(spec.commandLine(), this::describe);
    }

    private int describe(PrintWriter printer) throws IOException {
        Map<String, String> files = files(SpecCheck.read(tenants));
        if (output != null) {
            write(files, output, printer);
        } else if (files.size() == 1) {
            files.values().forEach(printer::print);
        } else {
            files.forEach((name, text) -> {
                printer.println("=== " + name);
                printer.println(text);
            });
        }
        return CommandFrame.DONE;
    }

    private Map<String, String> files(TenantSpecs specs) {
        ExportSpec found = find(specs);
        return SpecPlaces.inFiles(specs, () -> {
            Description description = CommandFrame.made(() -> Description.of(found, specs.exports()));
            Map<String, String> files = new LinkedHashMap<>();
            for (Kind kind : only == null ? List.of(Kind.values()) : List.of(only)) {
                files.put(kind.file, kind.text.apply(description));
            }
            return files;
        });
    }

    private ExportSpec find(TenantSpecs specs) {
        Optional<ExportSpec> found = ExportId.isValid(tenant) && ExportId.isValid(export)
                ? specs.export(new ExportId(tenant, export))
                : Optional.empty();
        return found.orElseThrow(() -> {
            List<String> known = specs.exports().stream()
                    .filter(candidate -> candidate.exportId().tenant().equals(tenant))
                    .map(candidate -> candidate.exportId().export())
                    .toList();
            return known.isEmpty()
                    ? new UsageException("no exports of a tenant " + tenant + " in " + tenants + "; "
                            + DidYouMean.hint(tenant, specs.tenants()))
                    : new UsageException(
                            "tenant " + tenant + " has no export " + export + "; " + DidYouMean.hint(export, known));
        });
    }

    private static void write(Map<String, String> files, Path folder, PrintWriter printer) throws IOException {
        WholeFile.createFolders(folder);
        for (Map.Entry<String, String> file : files.entrySet()) {
            Path path = folder.resolve(file.getKey());
            WholeFile.replace(path, file.getValue().getBytes(StandardCharsets.UTF_8));
            printer.println(path);
        }
    }
}
