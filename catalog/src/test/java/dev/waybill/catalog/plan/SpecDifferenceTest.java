package dev.waybill.catalog.plan;

import static dev.waybill.catalog.TestSpecs.export;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;

class SpecDifferenceTest {
    @Test
    void namesEachKeyWithBothValues() {
        assertThat(SpecDifference.of(
                        export("acme", "downloads"),
                        export("acme", "downloads", "part-size: 1MiB", "redact: [{ kind: drop-group, group: geo }]")))
                .containsExactly(
                        new KeyChange("part-size", Optional.of("8388608"), Optional.of("1048576")),
                        new KeyChange(
                                "redact",
                                Optional.of("[]"),
                                Optional.of("[{\"group\":\"geo\",\"kind\":\"drop-group\"}]")));
    }

    @Test
    void aKeyThatComesHasNoValueBefore() {
        assertThat(SpecDifference.of(export("acme", "downloads"), export("acme", "downloads", "deduplicate: false")))
                .containsExactly(new KeyChange("deduplicate", Optional.empty(), Optional.of("false")));
    }

    @Test
    void switchingOffIsNoDifference() {
        assertThat(SpecDifference.of(export("acme", "downloads"), export("acme", "downloads", "enabled: false")))
                .isEmpty();
    }
}
