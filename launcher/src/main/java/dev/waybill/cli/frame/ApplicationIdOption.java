package dev.waybill.cli.frame;

import picocli.CommandLine.Option;

/** Which Streams application a command is about. */
@SuppressWarnings("NullAway.Init") // picocli fills the fields
public final class ApplicationIdOption {
    @Option(
            names = "--application-id",
            paramLabel = "ID",
            defaultValue = "waybill",
            description = "Application id of the Streams application (default: ${DEFAULT-VALUE}).")
    private String id;

    /** It is the application's consumer group, too. */
    public String id() {
        return id;
    }
}
