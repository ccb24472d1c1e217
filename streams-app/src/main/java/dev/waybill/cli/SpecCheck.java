package dev.waybill.cli;

import dev.waybill.config.BoundExport;
import dev.waybill.config.ExportBinder;
import dev.waybill.spec.Problem;
import dev.waybill.spec.SpecException;
import dev.waybill.spec.SpecReader;
import dev.waybill.spec.TenantSpecs;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Reads and binds the specs of all tenants; a file that cannot be read does not hide what is wrong with the others. */
final class SpecCheck {
    private static final Comparator<Problem> BY_PLACE = Comparator.comparing(
                    (Problem problem) -> problem.place().file())
            .thenComparing(problem -> problem.place().line())
            .thenComparing(problem -> problem.place().column());

    /**
     * Specs without a problem.
     *
     * @param specs as read
     * @param exports the same, bound
     */
    record Checked(TenantSpecs specs, List<BoundExport> exports) {}

    private SpecCheck() {}

    /**
     * Reads one file, or those of a folder.
     *
     * @throws SpecException with every problem of every file
     * @throws IOException if a file cannot be read
     */
    static Checked check(Path tenants, ExportBinder binder) throws IOException {
        TenantSpecs specs;
        try {
            specs = SpecReader.read(tenants);
        } catch (SpecException e) {
            throw new SpecException(withBindings(e.problems(), tenants, binder));
        }
        return new Checked(specs, binder.bind(specs.exports(), specs::place));
    }

    private static List<Problem> withBindings(List<Problem> found, Path tenants, ExportBinder binder)
            throws IOException {
        List<Problem> problems = new ArrayList<>(found);
        Set<String> wrong =
                found.stream().map(problem -> problem.place().file()).collect(Collectors.toSet());
        for (Path file : files(tenants)) {
            if (!wrong.contains(file.toString())) {
                problems.addAll(bindingProblems(file, binder));
            }
        }
        return problems.stream().sorted(BY_PLACE).toList();
    }

    private static List<Problem> bindingProblems(Path file, ExportBinder binder) throws IOException {
        try {
            TenantSpecs specs = SpecReader.read(file);
            binder.bind(specs.exports(), specs::place);
            return List.of();
        } catch (SpecException e) {
            return e.problems();
        }
    }

    private static List<Path> files(Path tenants) throws IOException {
        if (!Files.isDirectory(tenants)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(tenants)) {
            return files.filter(Files::isRegularFile)
                    .filter(SpecReader::isSpec)
                    .sorted()
                    .toList();
        }
    }
}
