package dev.waybill.local;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.cli.Main;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The page of compatibility answers every point, and what it names as proof is there. */
class CompatibilityPageTest {
    private static final Path ROOT = Path.of("..");
    private static final Pattern ROW = Pattern.compile(
            "(?m)^\\| ([A-Z0-9]{3}-[0-9]+) \\| (.+?) \\| (yes|differs|not offered) \\| (.+?) \\| ?(.*?) ?\\|$");
    private static final Pattern TEST = Pattern.compile("`([A-Z][A-Za-z0-9]+(?:Test|IT))(?:\\.([A-Za-z0-9]+))?`");
    private static final Pattern COMMAND = Pattern.compile("`\\./waybill ([a-z-]+)[^`]*`");

    /** How many points each service has. */
    private static final Map<String, Integer> POINTS =
            new TreeMap<>(Map.of("CLD", 32, "S3Q", 13, "CAT", 11, "LFS", 15, "ANA", 12));

    private static String page = "";
    private static Map<String, String> tests = Map.of();

    @BeforeAll
    static void read() throws IOException {
        page = Files.readString(ROOT.resolve("docs/reference/compatibility.md"));
        try (Stream<Path> files = Files.walk(ROOT)) {
            tests = files.filter(file -> file.toString().matches(".*/src/test/java/.*(Test|IT)\\.java"))
                    .collect(Collectors.toMap(
                            file -> file.getFileName().toString().replace(".java", ""),
                            CompatibilityPageTest::text,
                            (one, other) -> one + other));
        }
    }

    @Test
    void answersEveryPointOnce() {
        List<String> expected = POINTS.entrySet().stream()
                .flatMap(service -> IntStream.rangeClosed(1, service.getValue())
                        .mapToObj(number -> service.getKey() + "-" + number))
                .toList();

        assertThat(rows().map(row -> row.group(1))).containsExactlyInAnyOrderElementsOf(expected);
    }

    @Test
    void namesWhatShowsEveryPointThatIsOffered() {
        assertThat(rows().filter(row -> !row.group(3).equals("not offered")))
                .allSatisfy(row -> assertThat(row.group(5))
                        .as(row.group(1))
                        .matches(shown -> TEST.matcher(shown).find()
                                || COMMAND.matcher(shown).find()));
    }

    @Test
    void everyTestItNamesIsThere() {
        List<String> missing = new ArrayList<>();
        TEST.matcher(page).results().forEach(name -> {
            String source = tests.getOrDefault(name.group(1), "");
            if (source.isEmpty() || name.group(2) != null && !source.contains(" " + name.group(2) + "(")) {
                missing.add(name.group());
            }
        });

        assertThat(missing).isEmpty();
    }

    @Test
    void everyCommandItNamesIsThere() {
        Set<String> commands = Main.withCommands().getSubcommands().keySet();

        assertThat(COMMAND.matcher(page).results().map(command -> command.group(1)))
                .isNotEmpty()
                .allMatch(commands::contains);
    }

    private static Stream<MatchResult> rows() {
        return ROW.matcher(page).results();
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
