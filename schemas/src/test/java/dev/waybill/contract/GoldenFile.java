package dev.waybill.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Compares generated text with a committed file; {@code -Dgolden.rewrite=true} writes the file instead. */
public final class GoldenFile {
    private GoldenFile() {}

    public static void assertCurrent(Path file, String generated) throws IOException {
        if (Boolean.getBoolean("golden.rewrite")) {
            Files.createDirectories(file.toAbsolutePath().getParent());
            Files.writeString(file, generated);
        }
        assertThat(file).as("run the test once with -Dgolden.rewrite=true").exists();
        assertThat(Files.readString(file))
                .as("%s is stale: run the test once with -Dgolden.rewrite=true and commit the file", file)
                .isEqualTo(generated);
    }
}
