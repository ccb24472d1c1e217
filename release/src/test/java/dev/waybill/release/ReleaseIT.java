package dev.waybill.release;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.waybill.build.BuildInfo;
import dev.waybill.contract.Sha256;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipFile;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code -Prelease} makes to be published, unpacked and used as an operator does, on a machine without Maven. */
class ReleaseIT {
    private static final Path PUBLISH = Path.of(System.getProperty("publish"));
    private static final String PROGRAM = "waybill-" + BuildInfo.current().version();
    private static final Path ARCHIVE = PUBLISH.resolve(PROGRAM + ".tar.gz");
    private static final Path PLUGIN =
            PUBLISH.resolve("waybill-export-sink-" + BuildInfo.current().version() + "-plugin.zip");
    private static final Path BILL = PUBLISH.resolve(PROGRAM + ".cdx.json");
    private static final Pattern LINK = Pattern.compile("\\]\\((?!https?:)([^)#\\s]+)(?:#[^)\\s]+)?\\)");

    @TempDir
    private static Path folder;

    private static Path program;
    private static Path tools;

    @BeforeAll
    static void unpack() throws Exception {
        Process tar = new ProcessBuilder("tar", "xzf", ARCHIVE.toString(), "-C", folder.toString())
                .inheritIO()
                .start();
        assertThat(tar.waitFor()).isZero();
        program = folder.resolve(PROGRAM);
        tools = Files.createDirectory(folder.resolve("tools"));
        for (String tool : List.of("sh", "dirname", "readlink", "sed", "head")) {
            Files.createSymbolicLink(tools.resolve(tool), onPath(tool));
        }
    }

    @Test
    void saysItsVersionAlsoByALinkOnThePath() throws Exception {
        Path bin = Files.createDirectory(folder.resolve("bin"));
        Path link = Files.createSymbolicLink(bin.resolve("waybill"), bin.relativize(program.resolve("waybill")));

        assertThat(run(program.resolve("waybill"), "--version")).containsExactly("waybill " + BuildInfo.current());
        assertThat(run(link, "--version")).containsExactly("waybill " + BuildInfo.current());
    }

    @Test
    void runsEverythingOnThisMachineWithTheTenantsThatItBrings() throws Exception {
        Path data = folder.resolve("data");

        List<String> printed = run(program.resolve("waybill"), "local", "--data", data.toString());

        assertThat(printed).filteredOn(line -> line.endsWith(", all as signed")).hasSize(7);
        try (Stream<Path> files = Files.walk(data.resolve("buckets/acme-logs"))) {
            assertThat(files.filter(Files::isRegularFile)).hasSizeGreaterThan(50);
        }
    }

    @Test
    void ofEachArtifactThereIsOneVersion() throws IOException {
        assertThat(components())
                .extracting(component -> component.path("group").asText() + ":"
                        + component.path("name").asText())
                .hasSizeGreaterThan(150)
                .doesNotHaveDuplicates();
    }

    @Test
    void theBillOfMaterialsHasEveryJarAndNothingElse() throws IOException {
        Map<String, String> billed = new TreeMap<>();
        for (JsonNode component : components()) {
            billed.put(
                    component.path("name").asText() + "-"
                            + component.path("version").asText() + ".jar",
                    sha256(component));
            assertThat(component.path("licenses"))
                    .as(component.path("purl").asText())
                    .isNotEmpty();
        }
        Map<String, String> shipped = new TreeMap<>();
        for (String library : List.of("lib", "lib-local")) {
            for (String jar : names(program.resolve(library))) {
                shipped.put(
                        jar, sha256(Files.readAllBytes(program.resolve(library).resolve(jar))));
            }
        }

        assertThat(billed).isEqualTo(shipped);
        assertThat(jarsOfThePlugin())
                .hasSizeGreaterThan(30)
                .allSatisfy((jar, sha256) -> assertThat(shipped).containsEntry(jar, sha256));
    }

    @Test
    void theLicenceOfEveryJarOfOthersIsSaid() throws IOException {
        String ofProgram = Files.readString(program.resolve("THIRD-PARTY.txt"));
        Set<String> jars = new TreeSet<>(names(program.resolve("lib")));
        jars.addAll(names(program.resolve("lib-local")));

        assertThat(said(ofProgram)).isEqualTo(ofOthers(jars));
        try (ZipFile zip = new ZipFile(PLUGIN.toFile())) {
            String root = "waybill-export-sink-" + BuildInfo.current().version();
            String ofPlugin = new String(zip.getInputStream(zip.getEntry(root + "/doc/THIRD-PARTY.txt"))
                    .readAllBytes());
            assertThat(said(ofPlugin)).isEqualTo(ofOthers(jarsOfThePlugin().keySet()));
        }
        assertThat(program.resolve("LICENSE")).hasSameTextualContentAs(Path.of("../LICENSE"));
    }

    @Test
    void checksumsAreThoseOfAllThatIsPublished() throws IOException {
        Map<String, String> written = new TreeMap<>();
        for (String line : Files.readAllLines(PUBLISH.resolve("SHA256SUMS"))) {
            assertThat(line).matches("[0-9a-f]{64}  \\S+");
            written.put(line.substring(66), line.substring(0, 64));
        }
        Map<String, String> published = new TreeMap<>();
        for (String file : names(PUBLISH)) {
            published.put(file, sha256(Files.readAllBytes(PUBLISH.resolve(file))));
        }
        published.remove("SHA256SUMS");

        assertThat(written).isEqualTo(published).hasSize(3);
    }

    @Test
    void entriesSayNothingOfTheMachineThatMadeThem() throws IOException {
        List<String> entries = new ArrayList<>();
        try (InputStream file = Files.newInputStream(ARCHIVE);
                TarArchiveInputStream tar = new TarArchiveInputStream(new GZIPInputStream(file))) {
            for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                entries.add(entry.getName());
                boolean runs = entry.isDirectory() || entry.getName().equals(PROGRAM + "/waybill");
                assertThat(entry.getMode() & 0777).as(entry.getName()).isEqualTo(runs ? 0755 : 0644);
                assertThat(entry.getLongUserId() + entry.getLongGroupId()).isZero();
                assertThat(entry.getUserName() + ":" + entry.getGroupName()).isEqualTo("root:root");
                assertThat(entry.getLastModifiedTime().toInstant()).hasToString("2026-01-01T00:00:00Z");
            }
        }

        assertThat(entries).hasSizeGreaterThan(300).allMatch(name -> name.startsWith(PROGRAM + "/"));
    }

    @Test
    void linksBetweenItsPagesLeadSomewhere() throws IOException {
        int links = 0;
        try (Stream<Path> files = Files.walk(program)) {
            for (Path page :
                    files.filter(file -> file.toString().endsWith(".md")).toList()) {
                Matcher link = LINK.matcher(Files.readString(page));
                while (link.find()) {
                    assertThat(page.resolveSibling(link.group(1)))
                            .as(page.toString())
                            .exists();
                    links++;
                }
            }
        }

        assertThat(links).isGreaterThan(200);
    }

    private static List<String> run(Path command, String... arguments) throws Exception {
        Path log = Files.createTempFile(folder, "output", ".log");
        List<String> line = new ArrayList<>(List.of(command.toString()));
        line.addAll(List.of(arguments));
        ProcessBuilder process = new ProcessBuilder(line).directory(folder.toFile());
        process.environment().clear();
        process.environment().put("PATH", tools.toString());
        process.environment().put("JAVA_HOME", System.getProperty("java.home"));
        int code = process.redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start()
                .waitFor();
        List<String> printed = Files.readAllLines(log);
        assertThat(code).as(() -> String.join("\n", printed)).isZero();
        return printed;
    }

    private static Path onPath(String tool) {
        return Stream.of(System.getenv("PATH").split(File.pathSeparator))
                .map(entry -> Path.of(entry, tool))
                .filter(Files::isExecutable)
                .findFirst()
                .orElseThrow();
    }

    private static Map<String, String> jarsOfThePlugin() throws IOException {
        Map<String, String> jars = new HashMap<>();
        try (ZipFile zip = new ZipFile(PLUGIN.toFile())) {
            for (var entry :
                    zip.stream().filter(any -> any.getName().endsWith(".jar")).toList()) {
                jars.put(
                        entry.getName().substring(entry.getName().lastIndexOf('/') + 1),
                        sha256(zip.getInputStream(entry).readAllBytes()));
            }
        }
        return jars;
    }

    /** {@code group:artifact:version} above the licence and the address. */
    private static Set<String> said(String page) {
        List<String> lines = page.lines().toList();
        Set<String> jars = new TreeSet<>();
        for (int line = 0; line < lines.size(); line++) {
            String[] coordinates = lines.get(line).split(":");
            if (coordinates.length == 3 && !lines.get(line).startsWith(" ")) {
                assertThat(lines.get(line + 1)).matches(" {4}\\S.*");
                jars.add(coordinates[1] + "-" + coordinates[2] + ".jar");
            }
        }
        return jars;
    }

    private static Set<String> ofOthers(Set<String> jars) {
        return jars.stream().filter(jar -> !jar.startsWith("waybill-")).collect(Collectors.toCollection(TreeSet::new));
    }

    private static List<JsonNode> components() throws IOException {
        List<JsonNode> components = new ArrayList<>();
        new ObjectMapper().readTree(BILL.toFile()).path("components").forEach(components::add);
        return components;
    }

    private static List<String> names(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    private static String sha256(JsonNode component) {
        for (JsonNode hash : component.path("hashes")) {
            if (hash.path("alg").asText().equals("SHA-256")) {
                return hash.path("content").asText();
            }
        }
        throw new AssertionError("no SHA-256 of " + component.path("purl"));
    }

    private static String sha256(byte[] bytes) {
        return Sha256.hex(bytes);
    }
}
