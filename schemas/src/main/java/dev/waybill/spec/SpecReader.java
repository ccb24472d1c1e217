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
    private static final Comparator<Problem> BY_PLACE = Comparator.comparing(
                    (Problem problem) -> problem.place().file())
            .thenComparing(problem -> problem.place().line())
            .thenComparing(problem -> problem.place().column());

    private final List<Problem> problems = new ArrayList<>();
    private final Set<String> tenants = new TreeSet<>();
    private final Map<ExportId, ExportSpec> exports = new TreeMap<>();
    private final Map<ExportId, Node> nodes = new HashMap<>();

    private SpecReader() {}

    /**
     * Reads one file, or every {@code *.yaml} directly in a directory but {@value ExternalIds#FILE} and hidden files.
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
            return reader.readAll(specs);
        }
    }

    /**
     * Reads these files.
     *
     * @throws SpecException if anything is wrong
     * @throws IOException if a file cannot be read
     */
    public static TenantSpecs read(List<Path> files) throws IOException {
        return new SpecReader().readAll(files);
    }

    /**
     * Reads one file from its text.
     *
     * @param file the file's name, {@code acme.yaml}; it must be the tenant's id and {@code .yaml}
     * @throws SpecException if anything is wrong
     */
    public static TenantSpecs parse(String file, String yaml) {
        SpecReader reader = new SpecReader();
        reader.readText(file, yaml);
        return reader.result();
    }

    private TenantSpecs readAll(List<Path> files) throws IOException {
        for (Path file : files) {
            try {
                readText(file.toString(), Files.readString(file));
            } catch (CharacterCodingException e) {
                problems.add(Problem.at(Place.ofFile(file.toString()), "is not UTF-8")
                        .hint("save the file as UTF-8"));
            }
        }
        return result();
    }

    private TenantSpecs result() {
        if (!problems.isEmpty()) {
            throw new SpecException(problems.stream().sorted(BY_PLACE).toList());
        }
        return new TenantSpecs(tenants, exports, nodes);
    }

    private void readText(String file, String yaml) {
        Document.yaml(file, yaml, problems::add).ifPresent(root -> readTenant(file, root));
    }

    private void readTenant(String file, Node root) {
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
            readExport(tenant.orElse(""), node, ids);
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

    private void readExport(String tenant, Node node, Set<String> ids) {
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
        spec.ifPresent(export -> {
            exports.put(export.exportId(), export);
            nodes.put(export.exportId(), node);
        });
    }

    private void reportSuffix(Path file) {
        problems.add(Problem.at(Place.ofFile(file.toString()), "is not read").hint("rename it to end with " + SUFFIX));
    }

    /** Whether a file in a folder of specs is one by its name. */
    public static boolean isSpec(Path file) {
        String name = name(file);
        return name.endsWith(SUFFIX) && !name.startsWith(".") && !name.equals(ExternalIds.FILE);
    }

    private static String name(Path file) {
        Path name = file.getFileName();
        return name == null ? "" : name.toString();
    }
}
