package dev.waybill.cli.frame;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LocalStateTest {
    @TempDir
    private Path data;

    @Test
    void secretsOfTheSampleTenantsDoNotReplaceThoseThatAreThere() throws IOException {
        Path secrets = Files.createDirectories(data.resolve("secrets/folder")).getParent();
        Files.writeString(secrets.resolve("ACME_HMAC"), "made");
        Files.writeString(secrets.resolve("GLOBEX_HMAC"), "made");

        assertThat(LocalState.environment(data, Map.of("ACME_HMAC", "mine", "HOME", "/home/x")))
                .isEqualTo(Map.of("ACME_HMAC", "mine", "GLOBEX_HMAC", "made", "HOME", "/home/x"));
    }

    @Test
    void withoutThemTheEnvironmentIsAsItIs() throws IOException {
        assertThat(LocalState.environment(data, Map.of("HOME", "/home/x"))).isEqualTo(Map.of("HOME", "/home/x"));
        assertThat(LocalState.platform(data)).isEmpty();
    }
}
