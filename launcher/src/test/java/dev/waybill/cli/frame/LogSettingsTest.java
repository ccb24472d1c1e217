package dev.waybill.cli.frame;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class LogSettingsTest {
    @Test
    void acceptsWhatTheLogConfigurationKnows() {
        assertThat(LogSettings.problem(Map.of())).isEmpty();
        assertThat(LogSettings.problem(Map.of("WAYBILL_LOG_LEVEL", "DEBUG", "WAYBILL_LOG_FORMAT", "json")))
                .isEmpty();
    }

    @Test
    void refusesWhatWouldSilenceTheLog() {
        assertThat(LogSettings.problem(Map.of("WAYBILL_LOG_FORMAT", "JSON")))
                .contains("environment variable WAYBILL_LOG_FORMAT is \"JSON\"; set it to one of text, json");
        assertThat(LogSettings.problem(Map.of("WAYBILL_LOG_LEVEL", "verbose")))
                .contains("environment variable WAYBILL_LOG_LEVEL is \"verbose\";"
                        + " set it to one of error, warn, info, debug, trace");
    }
}
