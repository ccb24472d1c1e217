package dev.waybill.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** {@code docs/tutorial/first-day.md} as somebody reads it, from top to bottom: its steps, files and commands, each once. */
final class FirstDayPage {
    private static final Path PAGE = Path.of("..", "docs", "tutorial", "first-day.md");
    /** A heading; a block of commands; a file, whose first line names it. */
    private static final Pattern PIECE = Pattern.compile(
            "(?m)^## (?<heading>.+)$|^```sh\\n(?<commands>(?s).*?)^```$|^```(?:yaml|properties)\\n# (?<file>\\S+)\\n(?<text>(?s).*?)^```$");

    private final Map<String, String> others;
    private final Deque<MatchResult> unread = new ArrayDeque<>();
    private final Deque<String> commands = new ArrayDeque<>();
    private String step = "";
    private String written = "";

    /** @param others what stands on the page, and what the reader types in its place */
    FirstDayPage(Map<String, String> others) throws IOException {
        this.others = others;
        String page = Files.readString(PAGE);
        PIECE.matcher(page).results().forEach(unread::add);
        assertThat(others.keySet())
                .as("texts of the page")
                .allSatisfy(text -> assertThat(page).contains(text));
        assertThat(unread).as("blocks and headings").hasSize(page.split("(?m)^(## |```[a-z]+$)", -1).length - 1);
    }

    /** The heading under which the reader is. */
    String step() {
        return step;
    }

    /** Goes on to the next heading; everything under the last one must have been done. */
    void nextStep() {
        assertThat(commands).as("commands of \"%s\" that were not typed", step).isEmpty();
        MatchResult heading = unread.remove();
        assertThat(heading.group(1)).as("what follows \"%s\"", step).isNotNull();
        step = heading.group(1);
    }

    /** Writes the files that come next. */
    void writeFiles(Path folder) throws IOException {
        assertThat(unread.peek().group(3)).as("a file of \"%s\"", step).isNotNull();
        while (unread.peek().group(3) != null) {
            MatchResult file = unread.remove();
            Path path = folder.resolve(file.group(3));
            Files.createDirectories(path.getParent());
            Files.writeString(path, replaced(file.group(4)));
        }
    }

    /** The command that comes next; lines that end with a backslash go on. */
    String nextCommand() {
        if (commands.isEmpty()) {
            MatchResult block = unread.remove();
            assertThat(block.group(2)).as("commands of \"%s\"", step).isNotNull();
            commands.addAll(List.of(block.group(2).replace("\\\n", " ").strip().split("\n")));
        }
        written = commands.remove();
        return replaced(written);
    }

    /** The last command as it stands on the page. */
    String written() {
        return written;
    }

    /** What is left, which should be nothing. */
    List<String> left() {
        List<String> left = new ArrayList<>(commands);
        unread.forEach(piece -> left.add(piece.group()));
        return left;
    }

    private String replaced(String text) {
        String replaced = text;
        for (Map.Entry<String, String> other : others.entrySet()) {
            replaced = replaced.replace(other.getKey(), other.getValue());
        }
        return replaced;
    }
}
