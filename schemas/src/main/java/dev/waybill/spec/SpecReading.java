package dev.waybill.spec;

import dev.waybill.contract.ExportId;
import dev.waybill.spec.yaml.Place;
import dev.waybill.spec.yaml.Problem;
import dev.waybill.spec.yaml.SpecException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What was read of the specs of all tenants, what is wrong with it, and whose it is. */
public final class SpecReading {
    private static final Comparator<Problem> BY_PLACE = Comparator.comparing(
                    (Problem problem) -> problem.place().file())
            .thenComparing(problem -> problem.place().line())
            .thenComparing(problem -> problem.place().column());

    private static final Pattern IN_EXPORT = Pattern.compile("exports\\[([0-9]{1,9})].*");
    private static final Pattern FILE_NAME = Pattern.compile("(.*)[.]ya?ml");

    private final TenantSpecs specs;
    private final List<SpecDraft> drafts;
    private final List<Problem> problems;
    private final Map<String, SpecFile> files;
    private final boolean concernsAll;

    /**
     * Keeps what was read.
     *
     * @param drafts exports of which something could not be read
     * @param files by name, the ones that could not be read included
     * @param concernsAll whether something is wrong that no tenant can be run with
     */
    SpecReading(
            TenantSpecs specs,
            List<SpecDraft> drafts,
            List<Problem> problems,
            Map<String, SpecFile> files,
            boolean concernsAll) {
        this.concernsAll = concernsAll;
        this.specs = specs;
        this.drafts = List.copyOf(drafts);
        this.problems = problems.stream().sorted(BY_PLACE).toList();
        this.files = new TreeMap<>(files);
    }

    /** Every problem, in the order of files and lines. */
    public List<Problem> problems() {
        return problems;
    }

    /**
     * All exports that could be read, also those that {@link #wrong} concerns.
     *
     * @see #orThrow
     */
    public TenantSpecs specs() {
        return specs;
    }

    /** Exports of which something could not be read, to find what else is wrong with them. */
    public List<SpecDraft> drafts() {
        return drafts;
    }

    /** The same with other contents of exports that could be read. */
    public SpecReading withExports(List<ExportSpec> others) {
        return new SpecReading(specs.with(others), drafts, problems, files, concernsAll);
    }

    /** The same with problems that a later check has found. */
    public SpecReading with(List<Problem> found) {
        List<Problem> all = new ArrayList<>(problems);
        all.addAll(found);
        return new SpecReading(specs, drafts, all, files, concernsAll);
    }

    /**
     * The specs, all of them.
     *
     * @throws SpecException if anything is wrong with any of them
     */
    public TenantSpecs orThrow() {
        if (!problems.isEmpty()) {
            throw new SpecException(problems);
        }
        return specs;
    }

    /**
     * Whose specs the problems concern: an export's where the problem stands in one that has an id, else all those of the
     * file's tenant, by the file's name and by what the file says. A problem that concerns nobody, such as the operator's
     * rule for a tenant that does not exist, is not here.
     */
    public SortedMap<SpecScope, List<Problem>> wrong() {
        SortedMap<SpecScope, List<Problem>> wrong = new TreeMap<>();
        for (Problem problem : problems) {
            for (SpecScope scope : scopes(problem.place())) {
                wrong.computeIfAbsent(scope, any -> new ArrayList<>()).add(problem);
            }
        }
        return wrong;
    }

    /**
     * The exports that nothing is wrong with.
     *
     * @throws SpecException with all problems, if there is no such export although there are problems, or if the operator's
     *     rules are wrong, which concern everybody
     */
    public List<ExportSpec> right() {
        Set<SpecScope> wrong = wrong().keySet();
        List<ExportSpec> right = specs.exports().stream()
                .filter(export -> !wrong.contains(SpecScope.of(export.exportId()))
                        && !wrong.contains(SpecScope.ofTenant(export.exportId().tenant())))
                .toList();
        if (concernsAll || right.isEmpty() && !problems.isEmpty()) {
            throw new SpecException(problems);
        }
        return right;
    }

    private Set<SpecScope> scopes(Place place) {
        SpecFile file = files.get(place.file());
        if (file == null) {
            return Set.of();
        }
        Matcher inExport = IN_EXPORT.matcher(place.path());
        Optional<ExportId> export =
                inExport.matches() ? file.export(Integer.parseInt(inExport.group(1))) : Optional.empty();
        return export.map(id -> Set.of(SpecScope.of(id))).orElseGet(() -> tenants(place.file(), file));
    }

    /** A tenant that has another file, under its own name, is not concerned by what claims to be its. */
    private Set<SpecScope> tenants(String name, SpecFile file) {
        Set<SpecScope> scopes = new HashSet<>();
        named(name)
                .filter(tenant -> file.isRead() || !hasOwnFile(tenant))
                .map(SpecScope::ofTenant)
                .ifPresent(scopes::add);
        file.tenant()
                .filter(tenant -> named(name).filter(tenant::equals).isPresent() || !hasOwnFile(tenant))
                .map(SpecScope::ofTenant)
                .ifPresent(scopes::add);
        return scopes;
    }

    private boolean hasOwnFile(String tenant) {
        return files.entrySet().stream()
                .anyMatch(file -> file.getValue().isRead()
                        && named(file.getKey()).filter(tenant::equals).isPresent());
    }

    /** The tenant after which a file is named. */
    private static Optional<String> named(String file) {
        Matcher name = FILE_NAME.matcher(String.valueOf(Path.of(file).getFileName()));
        return name.matches() ? Optional.of(name.group(1)).filter(ExportId::isValid) : Optional.empty();
    }
}
