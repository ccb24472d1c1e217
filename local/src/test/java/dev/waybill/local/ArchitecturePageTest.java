package dev.waybill.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The classes and rooms that {@code ARCHITECTURE.md} names are where it says. */
class ArchitecturePageTest {
    private static final Path PAGE = Path.of("..", "ARCHITECTURE.md");
    private static final Pattern CLASS = Pattern.compile("`([a-z/]+/[A-Z]\\w+)`");
    private static final Pattern INNER_ROOM = Pattern.compile("`([a-z]+(?:\\.[a-z0-9]+)+)`");
    /** The topic, which is no room. */
    private static final String TOPIC = "waybill.catalog";

    @Test
    void namesClassesWhereTheyAre() throws IOException {
        List<String> sources = sources();

        assertThat(CLASS.matcher(Files.readString(PAGE)).results().map(MatchResult::group))
                .hasSizeGreaterThan(20)
                .allSatisfy(named -> assertThat(sources)
                        .as(named)
                        .anyMatch(file -> file.endsWith("/" + named.replace("`", "") + ".java")));
    }

    @Test
    void namesRoomsThatThereAre() throws IOException {
        List<String> sources = sources();

        assertThat(INNER_ROOM
                        .matcher(Files.readString(PAGE))
                        .results()
                        .map(room -> room.group(1))
                        .filter(room -> !room.equals(TOPIC)))
                .hasSizeGreaterThan(20)
                .allSatisfy(room -> assertThat(sources)
                        .as(room)
                        .anyMatch(file -> file.endsWith("/" + room.replace('.', '/') + "/package-info.java")));
    }

    private static List<String> sources() throws IOException {
        try (Stream<Path> modules = Files.list(Path.of(".."))) {
            return modules.map(module -> module.resolve(Path.of("src", "main", "java")))
                    .filter(Files::isDirectory)
                    .flatMap(ArchitecturePageTest::below)
                    .map(file -> file.toString().replace('\\', '/'))
                    .toList();
        }
    }

    private static Stream<Path> below(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.toList().stream();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
