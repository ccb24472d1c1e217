package dev.waybill.spec;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.spec.yaml.Problem;
import dev.waybill.spec.yaml.SpecException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A spec that is made to be expensive ends as a list of problems, of a size that can be printed. */
class HostileSpecTest {
    private static final int MANY = 200_000;

    @TempDir
    private Path tenants;

    static Stream<String> keys() {
        return Stream.of(
                "redact: [{ kind: " + "a-".repeat(MANY) + "a }]",
                "redact: [" + "{},".repeat(MANY) + "{}]",
                "redact: " + "[".repeat(MANY),
                "a".repeat(MANY) + ": 1",
                "schedule: { zone: " + "Europe".repeat(MANY / 6) + " }",
                "schedule: { every: \"" + "0,".repeat(MANY) + "0 * * * *\" }",
                "schedule: { every: \"" + "0 ".repeat(MANY) + "\" }",
                "schedule: { grace: PT" + "9".repeat(MANY) + "S }",
                "select: { status: [" + "abc,".repeat(MANY) + "abc] }",
                "select: { sample: \"" + "1".repeat(MANY) + "%\" }",
                "part-size: " + "1".repeat(MANY),
                "part-size: \"" + "1".repeat(MANY) + "MiB\"",
                "destination: { kind: s3, bucket: " + "b".repeat(MANY) + ", region: " + "r".repeat(MANY)
                        + ", role-arn: \"arn:aws:iam::111122223333:role/" + "a/".repeat(MANY) + "\" }",
                "destination: { kind: file, directory: /" + "a/../".repeat(MANY / 5) + " }",
                "destination: { kind: file, directory: " + "/a".repeat(MANY) + ", colour: red }",
                "destination: { kind: file, directory: /a, prefix: " + "a/".repeat(MANY) + "b }",
                "destination: { kind: file, directory: \"/a\\0b\", prefix: \"c\\0d\" }",
                "connector: { s3.secret: \"" + "${".repeat(MANY) + "\" }",
                "x: &a [1]\n    y: [" + "*a,".repeat(MANY) + "*a]");
    }

    @ParameterizedTest(name = "{index}")
    @MethodSource("keys")
    void endsAsAListOfProblems(String key) throws IOException {
        // Given
        String spec = "tenant: acme\nexports:\n  - id: downloads\n    source: download\n    format: { kind: csv }\n    "
                + key + "\n"
                + (key.startsWith("destination") ? "" : "    destination: { kind: file, directory: /var/lib/acme }\n");
        Files.writeString(tenants.resolve("acme.yaml"), spec);

        // When
        List<Problem> problems = SpecReader.readAll(tenants).problems();

        // Then
        assertThat(problems).isNotEmpty().hasSizeLessThan(1_100);
        assertThat(new SpecException(problems).getMessage().length()).isLessThan(1_000_000);
    }

    @Test
    void aLongKeyIsNotKeptAgainForEachValueBelowIt() throws IOException {
        // Given
        String below = IntStream.range(0, 1_000).mapToObj(i -> "k" + i + ": 1").collect(Collectors.joining(", "));
        Files.writeString(
                tenants.resolve("acme.yaml"),
                "tenant: acme\nexports: []\n? " + "a".repeat(MANY) + "\n: { " + below + " }\n");

        // When
        List<Problem> problems = SpecReader.readAll(tenants).problems();

        // Then
        assertThat(problems).singleElement().satisfies(problem -> {
            assertThat(problem.place().path()).isEqualTo("a".repeat(80) + "…");
            assertThat(problem.text())
                    .isEqualTo("has a path of more than 1000 characters; shorten its key, or nest it less deeply");
        });
    }

    @Test
    void moreValuesThanASpecHasAreNotKept() throws IOException {
        // Given
        Files.writeString(tenants.resolve("acme.yaml"), "tenant: acme\nexports: []\nx: [" + "a,".repeat(MANY) + "a]\n");

        // When
        List<Problem> problems = SpecReader.readAll(tenants).problems();

        // Then
        assertThat(problems)
                .extracting(Problem::text)
                .containsExactly(
                        "holds more than 100000 values; write what is meant with fewer exports or shorter lists");
    }

    @Test
    void whatIsWrongBeyondTheProblemsThatAreShownConcernsTheWholeFile() throws IOException {
        // Given
        String wrong = "  - {}\n".repeat(50_000);
        Files.writeString(tenants.resolve("acme.yaml"), "tenant: acme\nexports:\n" + wrong + export("late"));
        Files.writeString(tenants.resolve("beta.yaml"), "tenant: beta\nexports:\n" + export("fine"));

        // When
        SpecReading reading = SpecReader.readAll(tenants);

        // Then
        assertThat(reading.problems()).hasSize(1_001);
        assertThat(reading.problems().get(0).text()).isEqualTo("has more problems than these; correct these first");
        assertThat(reading.right())
                .extracting(spec -> spec.exportId().toString())
                .containsExactly("beta/fine");
    }

    @Test
    void aScheduleOfEverySecondIsNotLookedAtSecondBySecond() {
        assertThat(CronExpression.parse("* * * * * *").intervalBelow(Duration.ZERO))
                .isEmpty();
        assertThat(CronExpression.parse("* * * * * *").intervalBelow(Duration.ofSeconds(1)))
                .isEmpty();
        assertThat(CronExpression.parse("* * * * * *").intervalBelow(Duration.ofSeconds(2)))
                .contains(Duration.ofSeconds(1));
    }

    private static String export(String id) {
        return "  - { id: " + id
                + ", source: download, format: { kind: csv }, destination: { kind: file, directory: /var/" + id
                + " } }\n";
    }
}
