package dev.waybill.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** What {@code quarantine show} refuses before it asks a broker. */
class QuarantineShowCommandTest {
    @Test
    void refusesALimitThatShowsNothing() {
        Commands.Result result = show("--limit", "0");

        assertThat(result.exitCode()).isEqualTo(2);
        assertThat(result.err().strip()).isEqualTo("--limit must be 1 or more");
    }

    @Test
    void namesTheReasonsThereAre() {
        Commands.Result result = show("--reason", "wrong");

        assertThat(result.exitCode()).isEqualTo(2);
        assertThat(result.err()).startsWith("--reason must be one of ").contains("wrong-type");
    }

    @Test
    void printsTheContentOfEventsToATerminalOnly() {
        Commands.Result result = show("--reveal");

        assertThat(result.exitCode()).isEqualTo(2);
        assertThat(result.err()).startsWith("--reveal prints the content of events, so it only prints to a terminal");
        assertThat(result.out()).isEmpty();
    }

    private static Commands.Result show(String... options) {
        String[] all = new String[options.length + 2];
        all[0] = "--bootstrap";
        all[1] = "127.0.0.1:1";
        System.arraycopy(options, 0, all, 2, options.length);
        return Commands.run(new QuarantineShowCommand(), all);
    }
}
