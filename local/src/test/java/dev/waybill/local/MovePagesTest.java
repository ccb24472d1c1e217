package dev.waybill.local;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.cli.Main;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The pages about moving from other services: their files are valid, their commands work, their documents are rendered. */
class MovePagesTest {
    private static final Pattern FILE = Pattern.compile("(?ms)^```yaml\n# (\\S+)\n(.*?)^```$");
    private static final Pattern COMMAND = Pattern.compile("(?m)^\\./waybill (.+)$");
    private static final Pattern DOCUMENT = Pattern.compile("`(iam/[^`]+\\.json)`");
    private static final Set<String> FOLDERS = Set.of("tenants", "platform.yaml", "rendered");

    @TempDir
    private Path folder;

    static Stream<Path> pages() throws IOException {
        try (Stream<Path> files = Files.list(Path.of("../docs/how-to"))) {
            return files.filter(file -> file.getFileName().toString().startsWith("move-from-")).toList().stream();
        }
    }

    @ParameterizedTest
    @MethodSource("pages")
    void doWhatTheySay(Path page) throws IOException {
        // Given
        String text = Files.readString(page);
        FILE.matcher(text).results().forEach(file -> write(file.group(1), file.group(2)));
        List<String> commands =
                COMMAND.matcher(text).results().map(command -> command.group(1)).toList();

        // When
        commands.forEach(this::run);

        // Then
        assertThat(commands).extracting(command -> command.split(" ")[0]).contains("validate", "render", "describe");
        Set<String> named = DOCUMENT.matcher(text)
                .results()
                .map(document -> document.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
        assertThat(named)
                .allSatisfy(document ->
                        assertThat(folder.resolve("rendered").resolve(document)).exists());
    }

    private void write(String name, String yaml) {
        try {
            Files.createDirectories(folder.resolve(name).getParent());
            Files.writeString(folder.resolve(name), yaml);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private void run(String command) {
        String[] arguments = Stream.of(command.split(" "))
                .map(word -> FOLDERS.contains(word) ? folder.resolve(word).toString() : word)
                .toArray(String[]::new);
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();

        int code = Main.execute(new PrintWriter(out), new PrintWriter(err), arguments);

        assertThat(code).as("%s: %s", command, err).isZero();
        assertThat(out.toString()).as(command).isNotBlank();
    }
}
