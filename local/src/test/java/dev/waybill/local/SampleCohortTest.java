package dev.waybill.local;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.waybill.cloud.LocalException;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SampleCohortTest {
    private static final Instant FIRST = Instant.parse("2026-03-04T00:00:00Z");
    private static final SampleCohort COHORT = new SampleCohort(7, List.of("globex", "acme"), FIRST, FIRST);

    @Test
    void isReadAsItWasWritten() {
        SampleCohort further = COHORT.until(FIRST.plusSeconds(3600));

        assertThat(SampleCohort.of(further.bytes())).isEqualTo(further);
    }

    @Test
    void isTheSameHoweverFarItIs() {
        assertThat(COHORT.isSame(COHORT.until(FIRST.plusSeconds(3600)))).isTrue();
        assertThat(COHORT.isSame(new SampleCohort(8, COHORT.tenants(), FIRST, FIRST)))
                .isFalse();
        assertThat(COHORT.isSame(new SampleCohort(7, List.of("acme", "globex"), FIRST, FIRST)))
                .as("the order decides whose traffic is whose")
                .isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "7/2026-03-04T00:00:00Z/2026-03-04T00:00:00Z",
                "x/2026-03-04T00:00:00Z/2026-03-04T00:00:00Z/acme",
                "7/2026-03-04T00:00:00Z/2026-03-03T00:00:00Z/acme"
            })
    void aNoteOfAnotherVersionIsSaidWithWhatToDo(String note) {
        assertThatThrownBy(() -> SampleCohort.of(note.getBytes(UTF_8)))
                .isInstanceOf(LocalException.class)
                .hasMessage("the data folder is of another version of Waybill; choose another one, or delete it to"
                        + " start over");
    }
}
