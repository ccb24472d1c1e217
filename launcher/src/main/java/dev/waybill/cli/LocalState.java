package dev.waybill.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** What a running {@code ./waybill local --stay} says about itself in its data folder. */
final class LocalState {
    private static final String FILE = "local.json";

    private LocalState() {}

    /** The address of the local broker; empty if none was left in {@code data}. */
    static Optional<String> bootstrap(Path data) {
        Path file = data.resolve(FILE);
        if (!Files.isRegularFile(file)) {
            return Optional.empty();
        }
        try {
            JsonNode bootstrap = new ObjectMapper().readTree(file.toFile()).path("bootstrap");
            return bootstrap.isTextual() ? Optional.of(bootstrap.asText()) : Optional.empty();
        } catch (IOException beingWritten) {
            return Optional.empty();
        }
    }
}
