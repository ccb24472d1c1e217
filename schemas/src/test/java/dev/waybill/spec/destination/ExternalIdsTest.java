package dev.waybill.spec.destination;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.waybill.spec.yaml.SpecException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExternalIdsTest {
    @TempDir
    Path directory;

    @Test
    void makesOneIdPerTenantAndKeepsThoseThereAre() {
        // Given
        ExternalIds before = new ExternalIds(Map.of()).completedFor(List.of("acme", "globex"));

        // When
        ExternalIds after = before.completedFor(List.of("globex", "initech"));

        // Then
        assertThat(after.byTenant())
                .containsAllEntriesOf(before.byTenant())
                .containsOnlyKeys("acme", "globex", "initech");
        assertThat(after.byTenant().values())
                .doesNotHaveDuplicates()
                .allSatisfy(id -> assertThat(id).matches("wb-[0-9a-f]{32}"));
    }

    @Test
    void readsThoseOfAFile() throws IOException {
        // Given
        Files.writeString(directory.resolve(ExternalIds.FILE), "acme: wb-1\n");

        // Then
        assertThat(ExternalIds.read(directory).of("acme")).contains("wb-1");
        assertThat(ExternalIds.read(directory.resolve("nowhere")).byTenant()).isEmpty();
    }

    @Test
    void reportsEverythingWrongInTheFile() throws IOException {
        // Given
        Files.writeString(
                directory.resolve(ExternalIds.FILE), "Acme: wb-1\nglobex: wb-1\ninitech: 7\numbrella: \"a b\"\n");

        // Then
        assertThatThrownBy(() -> ExternalIds.read(directory))
                .isInstanceOfSatisfying(
                        SpecException.class,
                        e -> assertThat(e.problems())
                                .extracting(problem -> problem.place().line() + " " + problem.message())
                                .containsExactly(
                                        "1 is not a tenant id",
                                        "2 is the external id of another tenant too",
                                        "3 must be text, but is a number",
                                        "4 is not an external id that AWS takes"));
    }
}
