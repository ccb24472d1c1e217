package dev.waybill.cli.frame;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.apache.logging.log4j.Level;
import org.apache.logging.log4j.core.config.Configurator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

class QuietKafkaTest {
    private final Logger kafka = LoggerFactory.getLogger("org.apache.kafka.clients.producer.KafkaProducer");

    @BeforeEach
    void everythingIsLogged() {
        Configurator.setRootLevel(Level.INFO);
        Configurator.setLevel("org.apache.kafka", Level.INFO);
    }

    @AfterEach
    void asConfigured() {
        Configurator.reconfigure();
    }

    @Test
    void clientsSayNothingButWarnings() {
        // Given
        boolean spokeBefore = kafka.isInfoEnabled();

        // When
        QuietKafka.unlessAskedFor(Map.of());

        // Then
        assertThat(spokeBefore).isTrue();
        assertThat(kafka.isInfoEnabled()).isFalse();
        assertThat(kafka.isWarnEnabled()).isTrue();
        assertThat(LoggerFactory.getLogger("org.apache.kafka.clients.NetworkClient")
                        .isWarnEnabled())
                .isFalse();
        assertThat(LoggerFactory.getLogger("dev.waybill.cli").isInfoEnabled()).isTrue();
    }

    @Test
    void theLevelThatTheEnvironmentAsksForStays() {
        // When
        QuietKafka.unlessAskedFor(Map.of("WAYBILL_LOG_LEVEL", "info"));

        // Then
        assertThat(kafka.isInfoEnabled()).isTrue();
    }
}
