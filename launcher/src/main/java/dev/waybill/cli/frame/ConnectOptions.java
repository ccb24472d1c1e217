package dev.waybill.cli.frame;

import dev.waybill.control.connect.ConnectAccess;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Where Kafka Connect is, for commands that may ask it. */
@SuppressWarnings("NullAway.Init") // picocli fills the fields
public final class ConnectOptions {
    @Option(
            names = "--connect",
            paramLabel = "URL",
            converter = ConnectAddress.class,
            description = "Address of Kafka Connect's REST interface, such as http://connect:8083.")
    private @Nullable URI connect;

    @Option(
            names = "--connect-config",
            paramLabel = "FILE",
            description = {
                "Properties for it: basic.auth.user, basic.auth.password,",
                "ssl.truststore.location, ssl.truststore.password, ssl.truststore.type."
            })
    private @Nullable Path connectConfig;

    /**
     * How to reach it; empty if nobody said where.
     *
     * @throws IOException if the file cannot be read
     * @throws UsageException if something is wrong with the options
     */
    public Optional<ConnectAccess> access() throws IOException {
        URI address = connect;
        Path file = connectConfig;
        if (address == null) {
            if (file != null) {
                throw new UsageException("--connect-config goes with --connect");
            }
            return Optional.empty();
        }
        try {
            return Optional.of(file == null ? ConnectAccess.to(address) : ConnectAccess.read(address, file));
        } catch (IllegalArgumentException e) {
            throw new UsageException(String.valueOf(e.getMessage()));
        }
    }
}
