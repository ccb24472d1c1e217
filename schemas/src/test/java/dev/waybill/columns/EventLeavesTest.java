package dev.waybill.columns;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.contract.Source;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class EventLeavesTest {
    @ParameterizedTest
    @EnumSource(Source.class)
    void areMadeOnceHoweverManyExportsAskForThem(Source source) {
        // Given
        EventLeaves first = EventLeaves.of(source);

        // When
        EventLeaves again = EventLeaves.of(source);

        // Then
        assertThat(again).isSameAs(first);
        assertThat(again.paths()).contains("event_id", "tenant", "occurred_at");
    }
}
