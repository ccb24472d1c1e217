package dev.waybill.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.waybill.format.Csv;
import dev.waybill.format.OutputFormat;
import dev.waybill.kind.format.CsvSpec;
import dev.waybill.kind.format.FormatSpec;
import org.junit.jupiter.api.Test;

class BehavioursTest {
    private sealed interface Asked permits Known, Forgotten {}

    private record Known() implements Asked {}

    private record Forgotten() implements Asked {}

    private sealed interface Done permits DoneKnown {}

    private record DoneKnown(Known spec) implements Done {}

    private sealed interface DoneTwice permits Once, Again {}

    private record Once(Known spec) implements DoneTwice {}

    private record Again(Known spec) implements DoneTwice {}

    @Test
    void findsTheRecordThatIsMadeOfTheSpec() {
        // Given
        Behaviours<FormatSpec, OutputFormat> formats = Behaviours.of(FormatSpec.class, OutputFormat.class);

        // When
        OutputFormat format = formats.of(CsvSpec.DEFAULT);

        // Then
        assertThat(format).isEqualTo(new Csv(CsvSpec.DEFAULT));
    }

    @Test
    void refusesAFamilyInWhichNothingDoesWhatCanBeAskedFor() {
        assertThatThrownBy(() -> Behaviours.of(Asked.class, Done.class))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("no behaviour of")
                .hasMessageContaining("Forgotten");
    }

    @Test
    void refusesAFamilyInWhichTwoDoTheSame() {
        assertThatThrownBy(() -> Behaviours.of(Asked.class, DoneTwice.class))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("two behaviours of");
    }
}
