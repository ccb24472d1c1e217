package dev.waybill.local;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.cli.Main;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

/** The commands as the page and the script have them. */
class CommandsPageTest {
    private static final Path ROOT = Path.of("..");
    private static final Pattern ROW = Pattern.compile("(?m)^\\| `([a-z -]+)` \\| [^|]+ \\| [^|]+ \\|$");

    @Test
    void everyCommandStandsOnThePage() throws IOException {
        String page = Files.readString(ROOT.resolve("docs/reference/commands.md"));
        String table = page.substring(0, page.indexOf("## Exit codes"));

        List<String> onPage =
                ROW.matcher(table).results().map(row -> row.group(1)).toList();

        assertThat(onPage).containsExactlyInAnyOrderElementsOf(names("", Main.withCommands()));
    }

    @Test
    void theScriptKnowsWhoseJarsACommandNeeds() throws IOException {
        Set<String> launchers =
                new LinkedHashSet<>(Main.withCommands().getSubcommands().keySet());
        new LocalCommands().commands().forEach(ours -> launchers.remove(new CommandLine(ours).getCommandName()));

        assertThat(Files.readString(ROOT.resolve("waybill")))
                .contains("        " + String.join(" | ", launchers) + ") jars=$lib ;;");
    }

    private static List<String> names(String prefix, CommandLine command) {
        List<String> names = new ArrayList<>();
        command.getSubcommands().forEach((name, below) -> {
            List<String> deeper = names(prefix + name + " ", below);
            names.addAll(deeper.isEmpty() ? List.of(prefix + name) : deeper);
        });
        return names;
    }
}
