package dev.waybill.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.Objects;
import org.apache.logging.log4j.Level;
import org.apache.logging.log4j.core.LoggerContext;
import org.apache.logging.log4j.core.config.Configuration;
import org.apache.logging.log4j.core.config.ConfigurationSource;
import org.apache.logging.log4j.core.config.properties.PropertiesConfigurationFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LibraryLogsTest {
    /** They log bodies and headers from debug on; {@code WAYBILL_LOG_LEVEL} is the level of the root alone. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "software.amazon.awssdk.request",
                "software.amazon.awssdk.auth.signer",
                "org.apache.hc.client5.http.wire",
                "org.apache.hc.client5.http.headers"
            })
    void whatIsSentToAwsIsLoggedAtNoLevel(String logger) throws Exception {
        // Given
        URI file = Objects.requireNonNull(LibraryLogsTest.class.getResource("/log4j2.properties"))
                .toURI();

        // When
        Configuration configuration = new PropertiesConfigurationFactory()
                .getConfiguration(new LoggerContext("test"), ConfigurationSource.fromUri(file));
        configuration.initialize();

        // Then
        assertThat(configuration.getLoggerConfig(logger).getLevel()).isEqualTo(Level.WARN);
        assertThat(configuration.getLoggerConfig(logger)).isNotSameAs(configuration.getRootLogger());
    }
}
