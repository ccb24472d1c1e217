package dev.waybill.cli.frame;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** What a running {@code ./waybill local --stay} says about itself in its data folder. */
public final class LocalState {
    private static final String FILE = "local.json";

    private LocalState() {}

    /**
     * An environment with the secrets of the sample tenants, which {@code ./waybill local} makes and keeps; those that are
     * there stay as they are.
     */
    public static Map<String, String> environment(Path data, Map<String, String> environment) throws IOException {
        Map<String, String> all = new HashMap<>(environment);
        Path secrets = data.resolve("secrets");
        if (!Files.isDirectory(secrets)) {
            return all;
        }
        try (Stream<Path> files = Files.list(secrets)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                all.putIfAbsent(String.valueOf(file.getFileName()), Files.readString(file));
            }
        }
        return all;
    }

    /** What its platform is; empty if it was not left in {@code data}. */
    public static Optional<Path> platform(Path data) {
        return Optional.of(data.resolve("platform.yaml")).filter(Files::isRegularFile);
    }

    /** The file of the key with which it assumes tenants' roles; empty if there is none in {@code data}. */
    public static Optional<Path> platformKey(Path data) {
        return Optional.of(data.resolve("platform-key.properties")).filter(Files::isRegularFile);
    }

    /** The address of one of its servers, such as {@code s3}; empty if it does not run. */
    public static Optional<URI> endpoint(Path data, String server) {
        return said(data, server).map(URI::create);
    }

    /** The address of the local broker; empty if none was left in {@code data}. */
    static Optional<String> bootstrap(Path data) {
        return said(data, "bootstrap");
    }

    private static Optional<String> said(Path data, String server) {
        Path file = data.resolve(FILE);
        if (!Files.isRegularFile(file)) {
            return Optional.empty();
        }
        try {
            JsonNode address = new ObjectMapper().readTree(file.toFile()).path(server);
            return address.isTextual() ? Optional.of(address.asText()) : Optional.empty();
        } catch (IOException beingWritten) {
            return Optional.empty();
        }
    }
}
