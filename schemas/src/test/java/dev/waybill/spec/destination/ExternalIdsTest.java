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
    void makesOneIdPerTenantAndKeepsItForEver() throws IOException {
        // Given
        ExternalIds.read(directory).completedFor(List.of("acme", "globex")).write(directory);
        ExternalIds before = ExternalIds.read(directory);

        // When
        before.completedFor(List.of("globex", "initech")).write(directory);

        // Then
        ExternalIds after = ExternalIds.read(directory);
        assertThat(after.byTenant())
                .containsAllEntriesOf(before.byTenant())
                .containsOnlyKeys("acme", "globex", "initech");
        assertThat(after.byTenant().values())
                .doesNotHaveDuplicates()
                .allSatisfy(id -> assertThat(id).matches("wb-[0-9a-f]{32}"));
    }

    @Test
    void leavesNoOtherFileBehind() throws IOException {
        new ExternalIds(Map.of("acme", "wb-1")).write(directory);

        assertThat(directory).isDirectoryContaining("glob:**/external-ids.yaml");
        assertThat(Files.list(directory)).hasSize(1);
    }

    @Test
    void refusesToChangeOrLoseAnId() throws IOException {
        // Given
        new ExternalIds(Map.of("acme", "wb-1", "globex", "wb-2")).write(directory);

        // Then
        assertThatThrownBy(() -> new ExternalIds(Map.of("acme", "wb-9", "globex", "wb-2")).write(directory))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("tenant acme");
        assertThatThrownBy(() -> new ExternalIds(Map.of("acme", "wb-1")).write(directory))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("tenant globex");
        assertThat(ExternalIds.read(directory).of("acme")).contains("wb-1");
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
