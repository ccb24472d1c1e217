package dev.waybill.local;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.cli.Main;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine.ParameterException;

/** Every command line that a page shows is one that the program takes. */
class DocumentedCommandsTest {
    private static final Pattern BLOCK = Pattern.compile("(?ms)^ *```\\w*\\n(.*?)^ *```$");
    private static final Pattern LINE = Pattern.compile("(?m)^ *(?:\\$ )?\\./waybill +(.*)$");
    /** What stands within quotes, or without any; then what ends a command for the shell. */
    private static final Pattern WORD =
            Pattern.compile("'([^']*)'|\"([^\"]*)\"|([^\\s'\"|<>;&#]+)|(\\s+)|([|<>;&#].*)");

    static Stream<Path> pages() throws IOException {
        return DocumentationLinksTest.pages();
    }

    @ParameterizedTest
    @MethodSource("pages")
    void areTaken(Path page) throws IOException {
        assertThat(commands(Files.readString(page)))
                .allSatisfy(command -> assertThat(refusal(words(command)))
                        .as("./waybill %s", command)
                        .isEmpty());
    }

    @Test
    void areFoundWithContinuedLinesAndWithoutTheRestOfAPipe() {
        String page = "```\n./waybill status acme \\\n    --bootstrap 'a b:9092' | grep \"x\"\n```\n";

        assertThat(commands(page))
                .singleElement()
                .satisfies(command ->
                        assertThat(words(command)).containsExactly("status", "acme", "--bootstrap", "a b:9092"));
    }

    @Test
    void areRefusedWithAnOptionThatDoesNotExist() {
        assertThat(refusal(List.of("status", "--bootsrap", "localhost:9092"))).isPresent();
    }

    private static List<String> commands(String page) {
        return BLOCK.matcher(page)
                .results()
                .flatMap(block -> LINE.matcher(block.group(1).replaceAll("\\\\\\n\\s*", " "))
                        .results()
                        .map(line -> line.group(1)))
                .toList();
    }

    /** As a shell splits them, as far as pages need it. */
    private static List<String> words(String command) {
        List<String> words = new ArrayList<>();
        StringBuilder word = new StringBuilder();
        boolean begun = false;
        for (MatchResult piece : WORD.matcher(command).results().toList()) {
            if (piece.group(5) != null) {
                break;
            }
            if (piece.group(4) != null) {
                if (begun) {
                    words.add(word.toString());
                }
                word.setLength(0);
                begun = false;
            } else {
                Stream.of(1, 2, 3)
                        .map(piece::group)
                        .filter(text -> text != null)
                        .forEach(word::append);
                begun = true;
            }
        }
        if (begun) {
            words.add(word.toString());
        }
        return words;
    }

    private static Optional<String> refusal(List<String> words) {
        try {
            Main.withCommands().parseArgs(words.toArray(String[]::new));
            return Optional.empty();
        } catch (ParameterException e) {
            return Optional.of(e.getMessage());
        }
    }
}
