package dev.waybill.cli.frame;

import dev.waybill.contract.ExportId;
import dev.waybill.spec.TenantSpecs;
import dev.waybill.spec.yaml.Place;
import dev.waybill.spec.yaml.Problem;
import dev.waybill.spec.yaml.SpecException;
import java.util.Optional;
import java.util.function.Supplier;

/** Says problems that name an export by its id at the file and line where the export's spec stands. */
public final class SpecPlaces {
    private SpecPlaces() {}

    /**
     * What the work makes of the specs.
     *
     * @throws SpecException with the problems that it finds, at their places in the files
     */
    public static <T> T inFiles(TenantSpecs specs, Supplier<T> work) {
        try {
            return work.get();
        } catch (SpecException e) {
            throw inFiles(e, specs);
        }
    }

    private static SpecException inFiles(SpecException e, TenantSpecs specs) {
        return new SpecException(e.problems().stream()
                .map(problem -> exportOf(problem, specs)
                        .map(id -> new Problem(
                                place(id, problem.place(), specs), problem.value(), problem.message(), problem.hint()))
                        .orElse(problem))
                .toList());
    }

    private static Place place(ExportId id, Place place, TenantSpecs specs) {
        return place.path().isEmpty() ? specs.place(id) : specs.place(id, place.path());
    }

    private static Optional<ExportId> exportOf(Problem problem, TenantSpecs specs) {
        return specs.exports().stream()
                .map(export -> export.exportId())
                .filter(id -> id.toString().equals(problem.place().file()))
                .findFirst();
    }
}
