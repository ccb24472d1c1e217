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
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.ParameterException;

/** Every command line that a page shows is one that the program takes. */
class DocumentedCommandsTest {
    private static final Pattern LINE = Pattern.compile("(?m)^ *(?:\\$ )?\\./waybill +(.*)$");
    private static final Pattern FENCED = Pattern.compile("(?ms)^```.*?^```$");
    /** What somebody types, or asks for, at the beginning of a line. */
    private static final Pattern TYPED = Pattern.compile(
            "(?m)^(?:\\./waybill |curl |kubectl |openssl |kafka-[a-z-]+\\.sh |waybill_\\w+$|(?:max|sum) by ).*$");
    /** {@code [--only athena|duckdb]}, once its brackets are off. */
    private static final Pattern CHOICE = Pattern.compile("(\\w+)(?:\\|\\w+)+");
    /** Options that a page does not say again. */
    private static final String LEFT_OUT = "…";

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

    /** Else they are shown as text, and those below them in the same line. */
    @ParameterizedTest
    @MethodSource("pages")
    void standInBlocks(Path page) throws IOException {
        String text = FENCED.matcher(Files.readString(page)).replaceAll("");

        assertThat(TYPED.matcher(text).results().map(MatchResult::group)).isEmpty();
    }

    @Test
    void areFoundWithContinuedLinesAndWithoutTheRestOfAPipe() {
        String page =
                "Ask:\n\n    ./waybill status acme \\\n      --bootstrap 'a b:9092' | grep \"x\"\n\nthen `./waybill foo`.";

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
        return LINE.matcher(page.replaceAll("\\\\\\n\\s*", " "))
                .results()
                .map(line ->
                        CHOICE.matcher(line.group(1).replaceAll("[\\[\\]]", "")).replaceAll("$1"))
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
            Main.withCommands()
                    .parseArgs(words.stream()
                            .filter(word -> !word.equals(LEFT_OUT))
                            .toArray(String[]::new));
            return Optional.empty();
        } catch (MissingParameterException e) {
            return words.contains(LEFT_OUT) ? Optional.empty() : Optional.of(e.getMessage());
        } catch (ParameterException e) {
            return Optional.of(e.getMessage());
        }
    }
}
