package dev.waybill.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.waybill.secrets.SecretReferences;
import dev.waybill.spec.SpecScope;
import dev.waybill.spec.yaml.SpecException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunnableSpecsTest {
    @TempDir
    Path tenants;

    @Test
    void runsWhatIsRightAndHoldsBackWhatIsWrong() throws IOException {
        write("acme", export("downloads", "csv", ""), export("broken", "cvs", ""));
        write("beta", export("downloads", "csv", "redact: [ { kind: hash, field: user, key: \"${env:MISSING}\" } ]"));
        Files.writeString(tenants.resolve("gamma.yaml"), "exports");

        RunnableSpecs specs = read(Map.of());

        assertThat(specs.exports())
                .extracting(export -> export.exportId().toString())
                .containsExactly("acme/downloads");
        assertThat(names(specs)).containsExactlyInAnyOrder("acme/broken", "beta/downloads", "gamma/*");
        assertThat(specs.notes())
                .containsExactly(
                        "acme/broken is held back; run: waybill validate --secrets",
                        "beta/downloads is held back; run: waybill validate --secrets",
                        "gamma/* is held back; run: waybill validate --secrets");
    }

    @Test
    void holdsNothingBackWhereNothingIsWrong() throws IOException {
        write("beta", export("downloads", "csv", "redact: [ { kind: hash, field: user, key: \"${env:KEY}\" } ]"));

        RunnableSpecs specs = read(Map.of("KEY", "0123456789abcdef"));

        assertThat(specs.heldBack()).isEmpty();
        assertThat(specs.notes()).isEmpty();
    }

    @Test
    void saysOfManyHowManyThereAre() {
        RunnableSpecs specs = new RunnableSpecs(
                List.of(),
                IntStream.range(100, 150)
                        .mapToObj(i -> SpecScope.ofTenant("t" + i))
                        .collect(Collectors.toSet()));

        assertThat(specs.notes()).hasSize(21).endsWith("30 more are held back; run: waybill validate --secrets");
    }

    @Test
    void refusesToRunNothing() throws IOException {
        write("acme", export("broken", "cvs", ""));
        write("beta", export("broken", "csv", "redact: [ { kind: hash, field: user, key: \"${env:MISSING}\" } ]"));

        assertThatThrownBy(() -> read(Map.of()))
                .isInstanceOf(SpecException.class)
                .hasMessageContaining("2 problems")
                .hasMessageContaining("unknown output format")
                .hasMessageContaining("MISSING is not set");
    }

    private RunnableSpecs read(Map<String, String> environment) throws IOException {
        return RunnableSpecs.of(SpecCheck.readAll(tenants, new SecretReferences(environment)));
    }

    private static Set<String> names(RunnableSpecs specs) {
        return specs.heldBack().stream().map(SpecScope::toString).collect(Collectors.toSet());
    }

    private void write(String tenant, String... exports) throws IOException {
        Files.writeString(
                tenants.resolve(tenant + ".yaml"),
                "tenant: " + tenant + "\nexports:\n" + String.join("", exports).replace("/logs", "/" + tenant));
    }

    private static String export(String id, String format, String more) {
        return """
                  - id: %s
                    source: download
                    format: { kind: %s }
                    destination: { kind: file, directory: /var/lib/logs }
                    %s
                """.formatted(id, format, more);
    }
}
