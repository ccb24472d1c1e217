package dev.waybill.spec;

import dev.waybill.contract.ExportId;
import dev.waybill.spec.destination.ExternalIds;
import dev.waybill.spec.yaml.Document;
import dev.waybill.spec.yaml.Mapping;
import dev.waybill.spec.yaml.Node;
import dev.waybill.spec.yaml.Place;
import dev.waybill.spec.yaml.Problem;
import dev.waybill.spec.yaml.SpecException;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
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
    /** Room for a thousand exports. The time that YAML takes grows with the square of what is read as one word. */
    private static final int MAX_BYTES = 1 << 20;
    /** Of one file. */
    private static final int MAX_PROBLEMS = 1_000;
    /** Ours, beside the specs. */
    private static final Set<String> NOT_TENANTS = Set.of(ExternalIds.FILE, OperatorRules.FILE);

    private final List<Problem> problems = new ArrayList<>();
    private final Set<String> tenants = new TreeSet<>();
    private final Map<ExportId, ExportSpec> exports = new TreeMap<>();
    private final Map<ExportId, Node> nodes = new HashMap<>();
    private final Map<Path, OperatorRules> rules = new HashMap<>();
    private final Map<String, SpecFile> files = new HashMap<>();
    private final Map<String, Integer> problemsByFile = new HashMap<>();
    private final List<SpecDraft> drafts = new ArrayList<>();
    private final Ownership ownership = new Ownership();
    private boolean rulesAreWrong;

    private SpecReader() {}

    /**
     * Reads one file, or every {@code *.yaml} directly in a directory but {@value ExternalIds#FILE},
     * {@value OperatorRules#FILE} and hidden files. The operator's rules beside a file are applied to it.
     *
     * @throws SpecException if anything is wrong, a directory without a spec included
     * @throws IOException if there is no such file or directory
     */
    public static TenantSpecs read(Path fileOrDirectory) throws IOException {
        return readAll(fileOrDirectory).orThrow();
    }

    /**
     * Reads the same, and answers what is right beside what is wrong.
     *
     * @throws IOException if there is no such file or directory
     */
    public static SpecReading readAll(Path fileOrDirectory) throws IOException {
        SpecReader reader = new SpecReader();
        if (!Files.isDirectory(fileOrDirectory)) {
            if (!Files.exists(fileOrDirectory)) {
                throw new NoSuchFileException(fileOrDirectory.toString());
            }
            reader.readFiles(List.of(fileOrDirectory));
            return reader.reading();
        }
        try (Stream<Path> files = Files.list(fileOrDirectory)) {
            // A link to a file that is gone is no regular file, but its tenant is not gone.
            List<Path> all =
                    files.filter(file -> !Files.isDirectory(file)).sorted().toList();
            List<Path> specs = all.stream().filter(SpecReader::isSpec).toList();
            all.stream().filter(file -> name(file).endsWith(".yml")).forEach(reader::reportSuffix);
            if (specs.isEmpty() && reader.problems.isEmpty()) {
                reader.problems.add(Problem.at(Place.ofFile(fileOrDirectory.toString()), "holds no spec")
                        .hint("write one file per tenant, such as acme.yaml"));
            }
            reader.readFiles(specs);
            Set<String> known = new TreeSet<>(reader.tenants);
            specs.forEach(file -> known.add(name(file).substring(0, name(file).length() - SUFFIX.length())));
            reader.rulesIn(fileOrDirectory).checkTenants(fileOrDirectory, known, reader::report);
            return reader.reading();
        }
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
        return reader.reading().orThrow();
    }

    /**
     * Reads one tenant's file from its text, as it would be beside what there is already.
     *
     * @param file the file's name, {@code acme.yaml}; it must be the tenant's id and {@code .yaml}
     * @param beside exports that stay as they are: those of other tenants, and the tenant's own that the text does not name.
     *     What belongs to their tenants the text may not name; what is wrong with them is not asked
     */
    public static SpecReading readDraft(
            String file, String yaml, OperatorRules operator, Collection<ExportSpec> beside) {
        SpecReader reader = new SpecReader();
        for (ExportSpec export : beside) {
            reader.takeUp(export, operator);
        }
        if (yaml.length() > MAX_BYTES) {
            reader.report(Problem.at(Place.ofFile(file), "is larger than 1 MiB")
                    .hint("write what is meant with fewer exports or shorter lists"));
        } else {
            reader.readText(file, yaml, operator);
        }
        Set<String> own = Set.copyOf(reader.tenants);
        beside.stream()
                .filter(export -> own.contains(export.exportId().tenant()))
                .filter(export -> !reader.exports.containsKey(export.exportId()))
                .forEach(export -> {
                    reader.nodes.put(export.exportId(), CanonicalSpec.node(export));
                    reader.exports.put(export.exportId(), export);
                });
        reader.ownership.check(problem -> {
            if (problem.place().file().equals(file)) {
                reader.report(problem);
            }
        });
        return new SpecReading(
                new TenantSpecs(reader.tenants, reader.exports, reader.nodes),
                reader.drafts,
                reader.problems,
                reader.files,
                reader.rulesAreWrong);
    }

    private void takeUp(ExportSpec export, OperatorRules operator) {
        ownership.read(export.exportId().tenant(), CanonicalSpec.node(export), operator);
    }

    private void readFiles(List<Path> files) throws IOException {
        for (Path file : files) {
            this.files.put(file.toString(), SpecFile.UNKNOWN);
            try {
                if (Files.size(file) > MAX_BYTES) {
                    report(Problem.at(Place.ofFile(file.toString()), "is larger than 1 MiB")
                            .hint("write what is meant with fewer exports or shorter lists"));
                    continue;
                }
                // As it was named: under another name the same rules would be read, and reported, twice.
                Path folder = file.getParent();
                readText(file.toString(), Files.readString(file), rulesIn(folder == null ? Path.of("") : folder));
            } catch (CharacterCodingException e) {
                report(Problem.at(Place.ofFile(file.toString()), "is not UTF-8").hint("save the file as UTF-8"));
            } catch (IOException e) {
                report(Problem.at(Place.ofFile(file.toString()), "cannot be read")
                        .hint("check its permissions and what it links to"));
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
            rulesAreWrong = true;
        }
        rules.put(folder, read);
        return read;
    }

    /** Beyond many problems of one file nobody reads on, and what else is wrong with it concerns the file as a whole. */
    private void report(Problem problem) {
        int before = problemsByFile.merge(problem.place().file(), 1, Integer::sum);
        if (before <= MAX_PROBLEMS) {
            problems.add(problem);
        } else if (before == MAX_PROBLEMS + 1) {
            problems.add(Problem.at(Place.ofFile(problem.place().file()), "has more problems than these")
                    .hint("correct these first"));
        }
    }

    private SpecReading reading() {
        ownership.check(this::report);
        return new SpecReading(new TenantSpecs(tenants, exports, nodes), drafts, problems, files, rulesAreWrong);
    }

    private void readText(String file, String yaml, OperatorRules operator) {
        Document.boundedYaml(file, yaml, this::report).ifPresent(root -> readTenant(file, root, operator));
    }

    private void readTenant(String file, Node root, OperatorRules operator) {
        Mapping mapping = new Mapping(root, this::report);
        if (!mapping.isClean()) {
            return;
        }
        Optional<String> tenant = mapping.requiredParsed("tenant", ExportReader::id);
        boolean own = tenant.map(id -> isOwn(file, id, mapping)).orElse(false);
        mapping.retired("external-id", ExternalIds.ADVICE);
        mapping.require("exports");
        Set<String> ids = new TreeSet<>();
        List<Node> elements = mapping.nodes("exports");
        files.put(
                file,
                new SpecFile(
                        true,
                        tenant,
                        elements.stream()
                                .map(node -> id(node).filter(ExportId::isValid)
                                        .flatMap(id -> tenant.map(of -> new ExportId(of, id))))
                                .toList()));
        for (Node node : elements) {
            tenant.ifPresent(of -> ownership.read(of, node, operator));
            ExportReader.Read read = readExport(tenant.orElse(""), node, ids);
            read.spec().ifPresent(export -> {
                if (read.isRight()) {
                    readExport(export, node, own, operator);
                } else {
                    drafts.add(new SpecDraft(export, node));
                }
            });
        }
        mapping.finish();
    }

    private void readExport(ExportSpec export, Node node, boolean own, OperatorRules operator) {
        if (own) {
            nodes.put(export.exportId(), node);
            exports.put(
                    export.exportId(), operator.of(export.exportId().tenant()).applied(export));
        }
        operator.check(export, below -> TenantSpecs.place(node, below), this::report);
    }

    /** Whether the tenant's exports are what this file says. */
    private boolean isOwn(String file, String tenant, Mapping mapping) {
        String expected = tenant + SUFFIX;
        boolean named = name(Path.of(file)).equals(expected);
        if (!named) {
            mapping.report(Problem.at(mapping.place("tenant"), "differs from the file's name")
                    .value(tenant)
                    .hint("rename the file to " + expected + " or correct the id"));
        }
        boolean first = tenants.add(tenant);
        if (!first) {
            mapping.report(Problem.at(mapping.place("tenant"), "has another file already")
                    .value(tenant)
                    .hint("one file per tenant"));
        }
        return named && first;
    }

    private ExportReader.Read readExport(String tenant, Node node, Set<String> ids) {
        Mapping mapping = new Mapping(node, this::report);
        ExportReader.Read read = ExportReader.read(tenant, mapping);
        id(node).ifPresent(id -> {
            if (!ids.add(id)) {
                mapping.report(Problem.at(mapping.place("id"), "is the id of another export too")
                        .value(id)
                        .hint("ids are unique within a tenant"));
            }
        });
        return read;
    }

    private static Optional<String> id(Node export) {
        return export.child("id")
                .map(Node::value)
                .filter(String.class::isInstance)
                .map(String.class::cast);
    }

    private void reportSuffix(Path file) {
        files.put(file.toString(), SpecFile.NOT_READ);
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
