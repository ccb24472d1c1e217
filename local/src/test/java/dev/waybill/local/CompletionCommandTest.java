package dev.waybill.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.waybill.cli.Main;
import java.io.File;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What {@code ./waybill completion} prints, read and asked by a real bash and a real zsh. */
class CompletionCommandTest {
    /** Reads the script, and does what bash does when somebody presses Tab behind the last of the words. */
    private static final String PRESS_TAB = """
            source "$1"
            shift
            # Bash lets functions call it only while it completes by itself.
            compopt() { true; }
            complete -p waybill | grep -q ' -F ' || exit 3
            function=$(complete -p waybill | sed 's/.* -F \\([^ ]*\\) .*/\\1/')
            COMP_WORDS=("$@")
            COMP_CWORD=$(($# - 1))
            COMP_LINE="$*"
            COMP_POINT=${#COMP_LINE}
            "$function" "$1" "${COMP_WORDS[COMP_CWORD]}" "${COMP_WORDS[COMP_CWORD - 1]}"
            printf '%s\\n' "${COMPREPLY[@]}"
            """;

    /** Types into a zsh that has read the script, presses Tab, and waits for what must be shown then. */
    private static final String TYPE = """
            zmodload zsh/zpty || exit 3
            zpty shell zsh -f -i
            zpty -w shell "source ${(q)1}; echo re''ad"
            zpty -r shell said '*read*' || exit 4
            zpty -w -n shell "$2"$'\\t'
            zpty -r shell said "*$3*" || exit 5
            """;

    @TempDir
    private static Path folder;

    private static Path script;

    @BeforeAll
    static void print() throws IOException {
        StringWriter out = new StringWriter();
        assertThat(Main.execute(new PrintWriter(out), new PrintWriter(out), "completion"))
                .isZero();
        script = Files.writeString(folder.resolve("completion"), out.toString());
    }

    @ParameterizedTest
    @CsvSource({
        "waybill val,            validate",
        "waybill hash-keys fi,   fingerprint",
        "waybill plan --tena,    --tenant --tenants",
        "waybill local --st,     --stay",
        "./waybill forg,         forget",
    })
    void bashCompletesCommandsAndOptions(String typed, String completed) throws Exception {
        assumeThat(shell("bash")).as("this machine has bash").isPresent();

        assertThat(tab(typed)).containsExactlyInAnyOrder(completed.split(" "));
    }

    @Test
    void allCommandsAreOffered() throws Exception {
        assumeThat(shell("bash")).as("this machine has bash").isPresent();

        assertThat(tab("waybill "))
                .containsExactlyInAnyOrderElementsOf(
                        Main.withCommands().getSubcommands().keySet());
    }

    @ParameterizedTest
    @Timeout(60)
    @CsvSource({
        "'waybill ',            topology",
        "waybill val,           waybill validate",
        "waybill hash-keys fi,  waybill hash-keys fingerprint",
        "waybill local --st,    waybill local --stay",
        "./waybill forg,        ./waybill forget",
    })
    void zshCompletesWhenTabIsPressed(String typed, String shown) throws Exception {
        assumeThat(shell("zsh")).as("this machine has zsh").isPresent();

        ProcessBuilder zsh = new ProcessBuilder("zsh", "-f", "-c", TYPE, "zsh", script.toString(), typed, shown);
        // It writes what it knows of completions there.
        zsh.environment().put("HOME", folder.toString());
        zsh.environment().put("ZDOTDIR", folder.toString());
        Process process = zsh.redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes());

        assertThat(process.waitFor()).as(said).isZero();
    }

    private List<String> tab(String typed) throws Exception {
        Stream<String> words = Stream.of(typed.split(" ", -1));
        ProcessBuilder bash = new ProcessBuilder(
                Stream.concat(Stream.of("bash", "--norc", "-c", PRESS_TAB, "bash", script.toString()), words)
                        .toList());
        Process process = bash.redirectErrorStream(true).start();
        List<String> lines = new String(process.getInputStream().readAllBytes())
                .strip()
                .lines()
                .map(String::strip)
                .toList();
        assertThat(process.waitFor()).as(() -> String.join("\n", lines)).isZero();
        return lines;
    }

    private static Optional<Path> shell(String name) {
        return Stream.of(System.getenv("PATH").split(File.pathSeparator))
                .map(entry -> Path.of(entry, name))
                .filter(Files::isExecutable)
                .findFirst();
    }
}
