package dev.waybill.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Types each command of {@code docs/tutorial/change-a-tenant.md}, in order, and compares what it prints with what the page
 * shows. Times, numbers and names of users differ; and the page may leave lines out.
 */
class ChangeTutorialIT {
    private static final Path PAGE = Path.of("..", "docs", "tutorial", "change-a-tenant.md");
    private static final Path SAMPLES = Path.of("..", "tenants");
    /** A block of commands, and the block behind it that shows what they print, where there is one. */
    private static final Pattern STEP = Pattern.compile("(?m)^```sh\\n((?s).*?)^```\\n(?:\\n```\\n((?s).*?)^```\\n)?");

    private static final Pattern VARYING = Pattern.compile("\\S*\\d\\S*|\\S+@\\S+");

    @TempDir
    Path folder;

    private Path clone;
    private InstalledWaybill waybill;

    @BeforeEach
    void layOutTheClone() throws IOException {
        clone = folder.resolve("clone");
        waybill = InstalledWaybill.in(clone);
        Files.createDirectory(clone.resolve("tenants"));
        for (String tenant : List.of("acme.yaml", "initech.yaml")) {
            Files.copy(SAMPLES.resolve(tenant), clone.resolve("tenants").resolve(tenant));
        }
    }

    @AfterEach
    void takeTheLinksAway() throws IOException {
        waybill.close();
    }

    @Test
    void everyCommandOfThePageDoesWhatThePageShows() throws Exception {
        // Given
        String page = Files.readString(PAGE);
        List<MatchResult> steps = STEP.matcher(page).results().toList();
        assertThat(steps).hasSize(page.split("```sh\n", -1).length - 1);
        type(steps.get(0));
        try (ChildProcess server = start("server.log", "exec " + steps.get(1).group(1))) {
            await().atMost(Duration.ofMinutes(3))
                    .failFast(server::requireAlive)
                    .until(() -> server.output().stream().anyMatch(line -> line.startsWith("Running until Ctrl-C")));

            // When, then
            for (MatchResult step : steps.subList(2, steps.size())) {
                type(step);
            }
            server.stop();
        }
    }

    private void type(MatchResult step) throws Exception {
        try (ChildProcess terminal = start("terminal-" + step.start() + ".log", step.group(1))) {
            int exitCode = terminal.end();
            List<String> printed = masked(terminal.output());
            assertThat(exitCode)
                    .as("%s printed %s", step.group(1), terminal.output())
                    .isZero();
            if (step.group(2) != null) {
                assertThat(printed)
                        .as(step.group(1))
                        .containsSubsequence(masked(step.group(2).lines().toList()));
            }
        }
    }

    private ChildProcess start(String log, String commands) throws IOException {
        ProcessBuilder shell = new ProcessBuilder("sh", "-e", "-c", commands).directory(clone.toFile());
        shell.environment().put("JAVA_HOME", System.getProperty("java.home"));
        return ChildProcess.start(shell, folder.resolve(log));
    }

    private static List<String> masked(List<String> lines) {
        return lines.stream()
                .map(line -> VARYING.matcher(line).replaceAll("#").replaceAll(" +", " "))
                .toList();
    }
}
