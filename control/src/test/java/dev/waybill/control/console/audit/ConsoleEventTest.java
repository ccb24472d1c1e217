package dev.waybill.control.console.audit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.contract.EventSchemas;
import dev.waybill.contract.Source;
import dev.waybill.control.console.access.Caller;
import dev.waybill.event.Event;
import dev.waybill.wire.EventDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ConsoleEventTest {
    private final ConsoleEvent event = new ConsoleEvent(
            "e-1",
            Instant.parse("2026-03-04T05:06:07.123456789Z"),
            Caller.operator("alice"),
            "delivery_paused",
            "pauseExport",
            "acme",
            Optional.of("downloads"),
            ConsoleEvent.Outcome.SUCCESS,
            Map.of("why", "ticket 7"));

    @Test
    void isAnAuditEventInJson() {
        // When
        String value = new String(event.value(), StandardCharsets.UTF_8);

        // Then
        assertThat(value)
                .isEqualTo("{\"event_id\":\"e-1\",\"tenant\":\"acme\",\"occurred_at\":\"2026-03-04T05:06:07.123456Z\","
                        + "\"recorded_at\":\"2026-03-04T05:06:07.123456Z\",\"event_type\":\"delivery_paused\","
                        + "\"event_group\":\"log_delivery\",\"event_kind\":\"update\",\"outcome\":\"success\","
                        + "\"actor\":{\"identifier\":\"alice\",\"name\":\"alice\",\"kind\":\"operator\"},"
                        + "\"object\":{\"identifier\":\"acme/downloads\",\"name\":\"downloads\",\"kind\":\"export\"},"
                        + "\"authentication_method\":\"token\",\"service_name\":\"waybill-console\","
                        + "\"operation_id\":\"pauseExport\",\"context\":{\"why\":\"ticket 7\"}}");
    }

    @Test
    void theApplicationReadsIt() {
        // Given
        EventDecoder decoder = new EventDecoder(EventSchemas.schema(Source.AUDIT), id -> {
            throw new IllegalStateException("JSON needs no registry");
        });
        Event into = new Event(decoder.eventType());

        // When
        Optional<?> refused = decoder.decode(event.value(), into);

        // Then
        assertThat(refused).isEmpty();
    }
}
