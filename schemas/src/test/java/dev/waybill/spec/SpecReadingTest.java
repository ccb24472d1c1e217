package dev.waybill.spec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.waybill.spec.yaml.Problem;
import dev.waybill.spec.yaml.SpecException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What one tenant's mistake does to the specs of others. */
class SpecReadingTest {
    @TempDir
    Path tenants;

    @BeforeEach
    void globexIsRight() throws IOException {
        write("globex.yaml", tenant("globex", export("downloads", "")));
    }

    @Test
    void whatIsRightIsAllThereIs() throws IOException {
        SpecReading reading = SpecReader.readAll(tenants);

        assertThat(right(reading)).containsExactly("globex/downloads");
        assertThat(reading.wrong()).isEmpty();
        assertThat(reading.orThrow().exports()).isEqualTo(reading.right());
    }

    @Test
    void aWrongExportConcernsNeitherTheExportsBesideItNorOtherTenants() throws IOException {
        write("acme.yaml", tenant("acme", export("downloads", "part-size: 1"), export("audit", "")));

        SpecReading reading = SpecReader.readAll(tenants);

        assertThat(wrong(reading)).containsExactly("acme/downloads");
        assertThat(right(reading)).containsExactly("acme/audit", "globex/downloads");
        assertThatThrownBy(reading::orThrow).isInstanceOf(SpecException.class).hasMessageContaining("part-size");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "an id twice      | id: downloads, x: 1   | id: downloads         | acme/downloads",
                "no id            | name: downloads       | id: audit             | acme/*",
                "an id that is no | id: Down Loads        | id: audit             | acme/*",
                "an id of no text | id: [downloads]       | id: audit             | acme/*",
                "no mapping       | nothing               | id: audit             | acme/*"
            })
    void whereItCannotBeToldWhichExportIsWrongAllOfTheTenantAre(String what, String one, String two, String expected)
            throws IOException {
        write(
                "acme.yaml",
                "tenant: acme\nexports: [ { %s }, { %s, source: audit, format: { kind: csv }, destination: { kind: file,"
                                .formatted(one, two)
                        + " directory: /a } } ]\n");

        assertThat(wrong(SpecReader.readAll(tenants))).describedAs(what).contains(expected);
        assertThat(right(SpecReader.readAll(tenants))).contains("globex/downloads");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "tenant: acme\nexports:\n\t- id: a",
                "tenant: acme\nexprots: []",
                "tenant: acme\nexports: {}",
                "tenant: [acme]\nexports: []",
                "exports: []",
                "tenant: acme\nexports: &a [*a]",
                "[[[[[[",
                "--- \n--- \n",
                "tenant: acme\ntenant: acme\nexports: []"
            })
    void aFileThatCannotBeReadConcernsTheTenantItIsNamedAfter(String yaml) throws IOException {
        write("acme.yaml", yaml);

        SpecReading reading = SpecReader.readAll(tenants);

        assertThat(wrong(reading)).containsExactly("acme/*");
        assertThat(right(reading)).containsExactly("globex/downloads");
    }

    @Test
    void aFileOfTenThousandLevelsOrManyMegabytesConcernsOnlyItsTenant() throws IOException {
        write("acme.yaml", "tenant: acme\nexports: " + "[".repeat(10_000));
        write("initech.yaml", "tenant: initech\nexports: []\nx: " + "y".repeat(4 << 20));

        SpecReading reading = SpecReader.readAll(tenants);

        assertThat(wrong(reading)).containsExactly("acme/*", "initech/*");
        assertThat(reading.problems()).extracting(Problem::message).contains("is larger than 1 MiB");
        assertThat(right(reading)).containsExactly("globex/downloads");
    }

    @Test
    void aFileThatIsNotTextOrWhoseLinkIsBrokenConcernsOnlyItsTenant() throws IOException {
        Files.write(tenants.resolve("acme.yaml"), "tenant: acm\u00e9".getBytes(StandardCharsets.ISO_8859_1));
        Files.createSymbolicLink(tenants.resolve("initech.yaml"), tenants.resolve("gone"));

        SpecReading reading = SpecReader.readAll(tenants);

        assertThat(wrong(reading)).containsExactly("acme/*", "initech/*");
        assertThat(reading.problems())
                .extracting(Problem::text)
                .containsExactly(
                        "is not UTF-8; save the file as UTF-8",
                        "cannot be read; check its permissions and what it links to");
        assertThat(right(reading)).containsExactly("globex/downloads");
    }

    @Test
    void aRenamedFileConcernsTheTenantThatItIsOfToo() throws IOException {
        write("acne.yaml", tenant("acme", export("downloads", "")));

        SpecReading reading = SpecReader.readAll(tenants);

        assertThat(wrong(reading)).containsExactly("acme/*", "acne/*");
        assertThat(right(reading)).containsExactly("globex/downloads");
    }

    @Test
    void aSecondFileDoesNotChangeWhatTheTenantsOwnFileSays() throws IOException {
        write("other.yaml", tenant("globex", export("downloads", "enabled: false"), export("more", "part-size: 1")));

        SpecReading reading = SpecReader.readAll(tenants);

        assertThat(wrong(reading)).containsExactly("globex/more", "other/*");
        assertThat(right(reading)).containsExactly("globex/downloads");
        assertThat(reading.right().get(0).enabled()).isTrue();
    }

    @Test
    void aFileWithTheWrongEndingConcernsItsTenantUnlessThatHasAnotherFile() throws IOException {
        write("acme.yml", tenant("acme", export("downloads", "")));
        write("globex.yml", tenant("globex", export("downloads", "")));

        SpecReading reading = SpecReader.readAll(tenants);

        assertThat(wrong(reading)).containsExactly("acme/*");
        assertThat(reading.problems()).hasSize(2);
        assertThat(right(reading)).containsExactly("globex/downloads");
    }

    @Test
    void theOperatorsRuleForATenantThatIsNotThereConcernsNobody() throws IOException {
        write("operator.yaml", "tenants: { gone: { minimum-interval: P1D } }\n");

        SpecReading reading = SpecReader.readAll(tenants);

        assertThat(reading.problems()).hasSize(1);
        assertThat(reading.wrong()).isEmpty();
        assertThat(right(reading)).containsExactly("globex/downloads");
    }

    @Test
    void theOperatorsRulesConcernEverybodyWhereTheyAreWrong() throws IOException {
        write("operator.yaml", "minimum-intervall: P1D\n");

        SpecReading reading = SpecReader.readAll(tenants);

        assertThatThrownBy(reading::right)
                .isInstanceOf(SpecException.class)
                .hasMessageContaining("did you mean \"minimum-interval\"?");
    }

    @Test
    void whatTheOperatorDoesNotAllowConcernsTheExport() throws IOException {
        write("operator.yaml", "tenants: { acme: { minimum-interval: P1D } }\n");
        write("acme.yaml", tenant("acme", export("hourly", ""), export("daily", "schedule: { every: daily }")));

        SpecReading reading = SpecReader.readAll(tenants);

        assertThat(wrong(reading)).containsExactly("acme/hourly");
        assertThat(right(reading)).containsExactly("acme/daily", "globex/downloads");
    }

    @Test
    void problemsThatALaterCheckFindsConcernWhomTheyStandWith() throws IOException {
        write("acme.yaml", tenant("acme", export("downloads", ""), export("audit", "")));
        SpecReading reading = SpecReader.readAll(tenants);
        Problem missing = Problem.at(
                reading.specs().place(reading.specs().exports().get(1).exportId(), "redact[0].key"), "is missing");

        SpecReading checked = reading.with(List.of(missing));

        assertThat(wrong(checked)).containsExactly("acme/downloads");
        assertThat(right(checked)).containsExactly("acme/audit", "globex/downloads");
    }

    @Test
    void nothingRightIsRefused() throws IOException {
        Files.delete(tenants.resolve("globex.yaml"));
        assertThatThrownBy(() -> SpecReader.readAll(tenants).right())
                .isInstanceOf(SpecException.class)
                .hasMessageContaining("holds no spec");

        write("acme.yaml", tenant("acme", export("downloads", "part-size: 1")));
        assertThatThrownBy(() -> SpecReader.readAll(tenants).right())
                .isInstanceOf(SpecException.class)
                .hasMessageContaining("part-size");
    }

    @Test
    void aPathThatIsNotThereIsToldSo() {
        assertThatThrownBy(() -> SpecReader.readAll(tenants.resolve("none"))).isInstanceOf(NoSuchFileException.class);
    }

    private static List<String> wrong(SpecReading reading) {
        return reading.wrong().keySet().stream().map(SpecScope::toString).toList();
    }

    private static List<String> right(SpecReading reading) {
        return reading.right().stream()
                .map(export -> export.exportId().toString())
                .toList();
    }

    private void write(String name, String text) throws IOException {
        Files.writeString(tenants.resolve(name), text);
    }

    private static String tenant(String id, String... exports) {
        return "tenant: " + id + "\nexports:\n" + String.join("", exports).replace("/logs", "/" + id);
    }

    private static String export(String id, String more) {
        return """
                  - id: %s
                    source: download
                    format: { kind: csv }
                    destination: { kind: file, directory: /var/lib/logs }
                    %s
                """.formatted(id, more);
    }
}
