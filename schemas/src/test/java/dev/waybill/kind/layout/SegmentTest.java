package dev.waybill.kind.layout;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SegmentTest {
    @ParameterizedTest
    @ValueSource(strings = {"", ".", "..", "a/b", "a b", "a\n", "-a", "\u00e9", "a\\b"})
    void refusesOptionsThatAreMoreThanAPlainWord(String value) {
        assertThatThrownBy(() -> new LakefsSpec(value))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("region must be one plain word; 1 to 63 of A-Z, a-z, 0-9, dot, underscore and hyphen");
        assertThatThrownBy(() -> new SecurityLakeSpec(value, "eu-west-1", "external"))
                .hasMessageStartingWith("source must be one plain word");
        assertThatThrownBy(() -> new S3PartitionedSpec("111122223333", "eu-west-1", value))
                .hasMessageStartingWith("source-bucket must be one plain word");
    }

    @Test
    void refusesWhatIsNoAccount() {
        assertThatThrownBy(() -> new S3PartitionedSpec("1234", "eu-west-1", "acme-tools"))
                .hasMessage("account must be an account's 12 digits; put them in quotes");
        assertThatThrownBy(() -> new SecurityLakeSpec("waybill", "eu-west-1", "externals"))
                .hasMessage("account must be an account's 12 digits or external; put digits in quotes");
    }
}
