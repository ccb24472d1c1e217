package dev.waybill.contract;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FieldGroupTest {
    @ParameterizedTest
    @CsvSource({
        "repository, Repository,    true",
        "repository, repo-settings, true",
        "repository, workspace,     false",
        "namespace,  WORKSPACE,     true",
        "namespace,  package,       false",
        "ip,         repository,    false"
    })
    void coversTheKindsOfObjectsThatNameIt(String group, String kind, boolean covered) {
        assertThat(FieldGroup.of(group).covers(kind)).isEqualTo(covered);
    }

    /** What is not said may be of the group, so it is redacted. */
    @ParameterizedTest
    @CsvSource(
            nullValues = "none",
            value = {"repository, none, true", "namespace, ' ', true", "geo, none, false", "eula, '', false"})
    void mayCoverAKindThatIsNotSaid(String group, String kind, boolean covered) {
        assertThat(FieldGroup.of(group).covers(kind)).isEqualTo(covered);
    }
}
