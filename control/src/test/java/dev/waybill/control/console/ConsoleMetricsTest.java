package dev.waybill.control.console;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.control.console.change.Audited;
import dev.waybill.control.console.checkup.Checkups;
import dev.waybill.control.console.checkup.Rhythm;
import dev.waybill.control.console.state.ConsoleScenario;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ConsoleMetricsTest {
    private static final Path REFERENCE = Path.of("../docs/reference/console-api.md");

    private final ConsoleMetrics metrics = new ConsoleMetrics(
            new Audited(event -> {}, Clock.systemUTC()),
            new ConsoleScenario().known(),
            new Checkups(new Rhythm(Duration.ZERO), Instant.EPOCH));

    @AfterEach
    void close() {
        metrics.close();
    }

    @Test
    void theReferenceHasEveryMetricAndNoOther() throws IOException {
        // Given
        metrics.answered("overview", 200, Duration.ofMillis(3));
        metrics.certificateExpires(() -> Optional.of(Instant.EPOCH));

        // When
        Set<String> there = names(metrics.text(), Pattern.compile("(?m)^(waybill_\\w+)"));

        // Then
        Set<String> documented = names(Files.readString(REFERENCE), Pattern.compile("(?m)^\\| `(waybill_\\w+)`"));
        assertThat(there).hasSize(11).isEqualTo(documented);
    }

    private static Set<String> names(String text, Pattern pattern) {
        return pattern.matcher(text)
                .results()
                .map(match -> match.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
