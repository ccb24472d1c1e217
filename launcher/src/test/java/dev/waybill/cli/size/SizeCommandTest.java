package dev.waybill.cli.size;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.waybill.cli.Main;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;

class SizeCommandTest {
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @Test
    void eachLineSaysHowMuchAndNamesItsFormula() {
        // When
        int exit = waybill("--events-per-second", "2000", "--tenants", "1000", "--exports-per-tenant", "2");

        // Then
        assertThat(exit).isZero();
        assertThat(err.toString()).isEmpty();
        assertThat(out.toString())
                .startsWith("What is delivered\n")
                .contains("""
                          exports                                               2,000          exports
                          rows in objects                                 172,800,000 /day     rows
                          objects with rows                                    48,000 /day     objects
                          receipts                                             48,000 /day     receipts
                          PUT requests                                         96,000 /day     puts
                          bytes of rows as stored                                10.5 GB/day   stored
                        The application (run)
                          CPU for an event                                       13.8 µs       event-micros
                        """)
                .contains("  bytes from producers ")
                .endsWith("How each is computed, and how far to trust it: docs/concepts/sizing.md\n");
    }

    @Test
    void programsGetAnObjectForEachFormula() throws IOException {
        // When
        int exit = waybill("--events-per-second", "2000", "--tenants", "1000", "--json");

        // Then
        assertThat(exit).isZero();
        JsonNode json = new ObjectMapper().readTree(out.toString());
        assertThat(json.at("/delivered/rows/value").asLong()).isEqualTo(172_800_000);
        assertThat(json.at("/delivered/rows/unit").asText()).isEqualTo("a-day");
        assertThat(json.at("/delivered/rows/what").asText()).isEqualTo("rows in objects");
        assertThat(json.at("/application/event-micros/value").asDouble()).isEqualTo(13.804);
        assertThat(json.fieldNames())
                .toIterable()
                .containsExactly("delivered", "application", "sink", "topics", "brokers");
    }

    @Test
    void shortWindowsHaveDailyReceiptsUnlessSomebodySaysOtherwise() throws IOException {
        assertThat(receipts("--window", "PT5M")).isEqualTo(1_000);
        assertThat(receipts("--window", "PT5M", "--receipts", "window")).isEqualTo(288_000);
        assertThat(receipts("--window", "PT1H")).isEqualTo(24_000);
    }

    private long receipts(String... more) throws IOException {
        out.getBuffer().setLength(0);
        assertThat(waybill(concat(more, "--events-per-second", "2000", "--tenants", "1000", "--json")))
                .isZero();
        return new ObjectMapper()
                .readTree(out.toString())
                .at("/delivered/receipts/value")
                .asLong();
    }

    @Test
    void wrongFiguresAreRefusedWithWhatIsAllowed() {
        assertRefused("--peak must be from 1 to 1000", "--peak", "0.5");
        assertRefused("--window must be from PT1M to P31D", "--window", "PT1S");
        assertRefused(
                "Invalid value for option '--format': there is no \"parquett\"; did you mean \"parquet\"?\n"
                        + "All options: ./waybill size --help",
                "--format",
                "parquett");
        assertRefused(
                "Invalid value for option '--receipts': there is no \"weekly\"; allowed: window, daily, off\n"
                        + "All options: ./waybill size --help",
                "--receipts",
                "weekly");
    }

    private void assertRefused(String message, String... more) {
        err.getBuffer().setLength(0);

        int exit = waybill(concat(more, "--events-per-second", "10", "--tenants", "10"));

        assertThat(exit).isEqualTo(2);
        assertThat(err.toString()).isEqualToNormalizingNewlines(message + "\n");
    }

    private int waybill(String... options) {
        return Main.execute(new PrintWriter(out, true), new PrintWriter(err, true), concat(options, "size"));
    }

    /** The second ones first. */
    private static String[] concat(String[] options, String... first) {
        String[] all = new String[options.length + first.length];
        System.arraycopy(first, 0, all, 0, first.length);
        System.arraycopy(options, 0, all, first.length, options.length);
        return all;
    }
}
