package dev.waybill.cli.size;

import dev.waybill.cli.frame.CommandFrame;
import dev.waybill.cli.frame.DurationText;
import dev.waybill.contract.FormatName;
import dev.waybill.contract.ReceiptCadence;
import dev.waybill.control.size.Expected;
import dev.waybill.control.size.Sizing;
import dev.waybill.json.JsonText;
import dev.waybill.kind.format.Compression;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code size}: what a platform needs that expects such figures. */
@Command(
        name = "size",
        description = {
            "Print what a platform needs that expects such figures: processors, memory, disk, partitions, requests.",
            "Each line names its formula; docs/concepts/sizing.md explains it. Talks to nothing."
        },
        mixinStandardHelpOptions = true,
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:done", "2:wrong usage"})
@SuppressWarnings("NullAway.Init") // picocli fills the fields
public final class SizeCommand implements Callable<Integer> {
    @Option(
            names = "--events-per-second",
            paramLabel = "N",
            required = true,
            description = "Of both sources, average of a day.")
    private double eventsPerSecond;

    @Option(names = "--tenants", paramLabel = "N", required = true, description = "That have exports.")
    private int tenants;

    @Option(
            names = "--exports-per-tenant",
            paramLabel = "N",
            defaultValue = "1",
            description = "Exports of a tenant (default: ${DEFAULT-VALUE}).")
    private int exportsPerTenant;

    @Option(
            names = "--rows-per-event",
            paramLabel = "N",
            defaultValue = "1",
            description = "How many exports deliver an event, on average (default: ${DEFAULT-VALUE}).")
    private double rowsPerEvent;

    @Option(
            names = "--peak",
            paramLabel = "N",
            defaultValue = "3",
            description = "How many times as many events the busiest hour has (default: ${DEFAULT-VALUE}).")
    private double peak;

    @Option(
            names = "--event-bytes",
            paramLabel = "BYTES",
            defaultValue = "400",
            description = "Of an event's record (default: ${DEFAULT-VALUE}).")
    private int eventBytes;

    @Option(
            names = "--format",
            paramLabel = "KIND",
            defaultValue = "csv",
            description = "What exports mostly deliver: ${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).",
            converter = FormatText.class,
            completionCandidates = FormatText.class)
    private FormatName format;

    @Option(
            names = "--compression",
            paramLabel = "KIND",
            defaultValue = "gzip",
            description = "none, gzip or zstd (default: ${DEFAULT-VALUE}); avro and parquet have their own.",
            converter = CompressionText.class,
            completionCandidates = CompressionText.class)
    private Compression compression;

    @Option(
            names = "--window",
            paramLabel = "DURATION",
            defaultValue = "PT1H",
            converter = DurationText.class,
            description = "Length of windows, as in PT1H or P1D (default: ${DEFAULT-VALUE}).")
    private Duration window;

    @Option(
            names = "--grace",
            paramLabel = "DURATION",
            defaultValue = "PT10M",
            converter = DurationText.class,
            description = "How long windows stay open after their end (default: ${DEFAULT-VALUE}).")
    private Duration grace;

    @Option(
            names = "--part-size",
            paramLabel = "BYTES",
            defaultValue = "8388608",
            description = "Of exports, as stored (default: ${DEFAULT-VALUE}).")
    private long partSize;

    @Option(
            names = "--receipts",
            paramLabel = "KIND",
            description = "window, daily or off (default: window, and daily for windows below an hour).",
            converter = CadenceText.class,
            completionCandidates = CadenceText.class)
    private @Nullable ReceiptCadence receipts;

    @Option(
            names = "--lateness",
            paramLabel = "DURATION",
            defaultValue = "PT24H",
            converter = DurationText.class,
            description = "How long delivered ids are remembered (default: ${DEFAULT-VALUE}).")
    private Duration lateness;

    @Option(
            names = "--input-retention",
            paramLabel = "DURATION",
            defaultValue = "P7D",
            converter = DurationText.class,
            description = "How long events stay on input topics (default: ${DEFAULT-VALUE}).")
    private Duration inputRetention;

    @Option(
            names = "--shared-retention",
            paramLabel = "DURATION",
            defaultValue = "P7D",
            converter = DurationText.class,
            description = "How long parts stay on the shared delivery topic (default: ${DEFAULT-VALUE}).")
    private Duration sharedRetention;

    @Option(
            names = "--replication-factor",
            paramLabel = "N",
            defaultValue = "3",
            description = "Of all topics (default: ${DEFAULT-VALUE}).")
    private int replicationFactor;

    @Option(
            names = "--standbys",
            paramLabel = "N",
            defaultValue = "1",
            description = "num.standby.replicas of run (default: ${DEFAULT-VALUE}).")
    private int standbys;

    @Option(names = "--json", description = "Print an object with an object for each section.")
    private boolean json;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        return CommandFrame.run(spec.commandLine(), this::print);
    }

    private int print(PrintWriter out) {
        List<Sizing.Section> sections = Sizing.of(CommandFrame.made(this::expected));
        out.print(json ? JsonText.of(SizeJson.of(sections)) : SizeText.of(sections));
        return CommandFrame.DONE;
    }

    private Expected expected() {
        return new Expected(
                new Expected.Events(eventsPerSecond, peak, eventBytes),
                new Expected.Exports(
                        tenants,
                        exportsPerTenant,
                        rowsPerEvent,
                        format,
                        compression,
                        window,
                        grace,
                        partSize,
                        receipts == null ? Expected.Exports.receiptsFor(window) : receipts),
                new Expected.Kept(inputRetention, sharedRetention, lateness, replicationFactor, standbys));
    }
}
