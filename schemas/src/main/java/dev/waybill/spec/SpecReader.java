package dev.waybill.spec;

import dev.waybill.contract.ExportId;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * Reads tenants' export specs: YAML, one file per tenant, named after it. All problems of all files are reported at
 * once. See {@code docs/reference/export-spec.md}.
 */
public final class SpecReader {
    private static final String SUFFIX = ".yaml";
    /** Ours, beside the specs. */
    private static final Set<String> NOT_TENANTS = Set.of(ExternalIds.FILE, OperatorRules.FILE);

    private static final Comparator<Problem> BY_PLACE = Comparator.comparing(
                    (Problem problem) -> problem.place().file())
            .thenComparing(problem -> problem.place().line())
            .thenComparing(problem -> problem.place().column());

    private final List<Problem> problems = new ArrayList<>();
    private final Set<String> tenants = new TreeSet<>();
    private final Map<ExportId, ExportSpec> exports = new TreeMap<>();
    private final Map<ExportId, Node> nodes = new HashMap<>();
    private final Map<Path, OperatorRules> rules = new HashMap<>();

    private SpecReader() {}

    /**
     * Reads one file, or every {@code *.yaml} directly in a directory but {@value ExternalIds#FILE},
     * {@value OperatorRules#FILE} and hidden files. The operator's rules beside a file are applied to it.
     *
     * @throws SpecException if anything is wrong, a directory without a spec included
     * @throws IOException if a file cannot be read
     */
    public static TenantSpecs read(Path fileOrDirectory) throws IOException {
        if (!Files.isDirectory(fileOrDirectory)) {
            return read(List.of(fileOrDirectory));
        }
        try (Stream<Path> files = Files.list(fileOrDirectory)) {
            List<Path> all = files.filter(Files::isRegularFile).sorted().toList();
            List<Path> specs = all.stream().filter(SpecReader::isSpec).toList();
            SpecReader reader = new SpecReader();
            all.stream().filter(file -> name(file).endsWith(".yml")).forEach(reader::reportSuffix);
            if (specs.isEmpty() && reader.problems.isEmpty()) {
                reader.problems.add(Problem.at(Place.ofFile(fileOrDirectory.toString()), "holds no spec")
                        .hint("write one file per tenant, such as acme.yaml"));
            }
            reader.readFiles(specs);
            if (reader.problems.isEmpty()) {
                reader.rulesIn(fileOrDirectory).checkTenants(fileOrDirectory, reader.tenants, reader.problems::add);
            }
            return reader.result();
        }
    }

    /**
     * Reads these files.
     *
     * @throws SpecException if anything is wrong
     * @throws IOException if a file cannot be read
     */
    public static TenantSpecs read(List<Path> files) throws IOException {
        SpecReader reader = new SpecReader();
        reader.readFiles(files);
        return reader.result();
    }

    /**
     * Reads one file from its text, without rules of an operator.
     *
     * @param file the file's name, {@code acme.yaml}; it must be the tenant's id and {@code .yaml}
     * @throws SpecException if anything is wrong
     */
    public static TenantSpecs parse(String file, String yaml) {
        SpecReader reader = new SpecReader();
        reader.readText(file, yaml, OperatorRules.NONE);
        return reader.result();
    }

    private void readFiles(List<Path> files) throws IOException {
        for (Path file : files) {
            try {
                Path folder = file.toAbsolutePath().getParent();
                readText(
                        file.toString(), Files.readString(file), folder == null ? OperatorRules.NONE : rulesIn(folder));
            } catch (CharacterCodingException e) {
                problems.add(Problem.at(Place.ofFile(file.toString()), "is not UTF-8")
                        .hint("save the file as UTF-8"));
            }
        }
    }

    private OperatorRules rulesIn(Path folder) throws IOException {
        OperatorRules known = rules.get(folder);
        if (known != null) {
            return known;
        }
        OperatorRules read = OperatorRules.NONE;
        try {
            read = OperatorRules.read(folder);
        } catch (SpecException e) {
            problems.addAll(e.problems());
        }
        rules.put(folder, read);
        return read;
    }

    private TenantSpecs result() {
        if (!problems.isEmpty()) {
            throw new SpecException(problems.stream().sorted(BY_PLACE).toList());
        }
        return new TenantSpecs(tenants, exports, nodes);
    }

    private void readText(String file, String yaml, OperatorRules operator) {
        Document.yaml(file, yaml, problems::add).ifPresent(root -> readTenant(file, root, operator));
    }

    private void readTenant(String file, Node root, OperatorRules operator) {
        Mapping mapping = new Mapping(root, problems::add);
        if (!mapping.isClean()) {
            return;
        }
        Optional<String> tenant = mapping.requiredParsed("tenant", ExportReader::id);
        tenant.ifPresent(id -> checkTenant(file, id, mapping));
        mapping.retired("external-id", ExternalIds.ADVICE);
        mapping.require("exports");
        Set<String> ids = new TreeSet<>();
        for (Node node : mapping.nodes("exports")) {
            readExport(tenant.orElse(""), node, ids).ifPresent(export -> {
                nodes.put(export.exportId(), node);
                exports.put(
                        export.exportId(),
                        operator.of(export.exportId().tenant()).applied(export));
                operator.check(export, below -> TenantSpecs.place(node, below), problems::add);
            });
        }
        mapping.finish();
    }

    private void checkTenant(String file, String tenant, Mapping mapping) {
        String expected = tenant + SUFFIX;
        if (!name(Path.of(file)).equals(expected)) {
            mapping.report(Problem.at(mapping.place("tenant"), "differs from the file's name")
                    .value(tenant)
                    .hint("rename the file to " + expected + " or correct the id"));
        }
        if (!tenants.add(tenant)) {
            mapping.report(Problem.at(mapping.place("tenant"), "has another file already")
                    .value(tenant)
                    .hint("one file per tenant"));
        }
    }

    private Optional<ExportSpec> readExport(String tenant, Node node, Set<String> ids) {
        Mapping mapping = new Mapping(node, problems::add);
        Optional<ExportSpec> spec = ExportReader.read(tenant, mapping);
        node.child("id")
                .map(Node::value)
                .filter(String.class::isInstance)
                .map(String.class::cast)
                .ifPresent(id -> {
                    if (!ids.add(id)) {
                        mapping.report(Problem.at(mapping.place("id"), "is the id of another export too")
                                .value(id)
                                .hint("ids are unique within a tenant"));
                    }
                });
        return spec;
    }

    private void reportSuffix(Path file) {
        problems.add(Problem.at(Place.ofFile(file.toString()), "is not read").hint("rename it to end with " + SUFFIX));
    }

    /** Whether a file in a folder of specs is one by its name. */
    public static boolean isSpec(Path file) {
        String name = name(file);
        return name.endsWith(SUFFIX) && !name.startsWith(".") && !NOT_TENANTS.contains(name);
    }

    private static String name(Path file) {
        Path name = file.getFileName();
        return name == null ? "" : name.toString();
    }
}
