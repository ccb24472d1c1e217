package dev.waybill.control.apply;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.catalog.plan.GuardRule;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LettersTest {
    @TempDir
    Path root;

    private Folder folder;
    private Path letters;
    private final FakeTarget target = new FakeTarget();

    @BeforeEach
    void applyTwoTenants() throws IOException {
        folder =
                new Folder(root).tenant("acme", Folder.BUCKET.formatted("acme")).tenant("beta");
        letters = root.resolve("letters");
        Letters.write(letters, applier().apply(folder.request()).plan());
    }

    @Test
    void eachTenantGetsALetterWithTheDocumentsItNames() throws IOException {
        assertThat(files("acme"))
                .contains("letter.txt", "LogsWriter-permissions.json", "LogsWriter-trust.json", "reader-strict.json");
        assertThat(letters.resolve("acme/letter.txt"))
                .content()
                .contains("Give the role LogsWriter the trust policy in LogsWriter-trust.json.");
        assertThat(letters.resolve("acme/LogsWriter-trust.json"))
                .content()
                .contains(target.snapshot()
                        .tenant("acme")
                        .orElseThrow()
                        .record()
                        .orElseThrow()
                        .externalId());
        assertThat(files("beta")).containsExactly("letter.txt");
    }

    /** What is taken away has no document any more; the letter to the other tenant may not have been sent yet. */
    @Test
    void anEarlierLetterToTheSameTenantGivesWay() throws IOException {
        // Given
        target.now = target.now.plus(Duration.ofHours(3));
        folder.without("acme.yaml").allow(GuardRule.TENANTS_REMOVED);

        // When
        Letters.write(letters, applier().apply(folder.request()).plan());

        // Then
        assertThat(files("acme")).containsExactly("letter.txt");
        assertThat(letters.resolve("acme/letter.txt")).content().contains("Export downloads ends");
        assertThat(letters.resolve("beta/letter.txt")).content().contains("Export downloads begins");
    }

    private List<String> files(String tenant) throws IOException {
        try (Stream<Path> files = Files.list(letters.resolve(tenant))) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> !name.startsWith("."))
                    .sorted()
                    .toList();
        }
    }

    private Applier applier() {
        return new Applier(target, Clock.fixed(target.now, ZoneOffset.UTC), Progress.NONE);
    }
}
