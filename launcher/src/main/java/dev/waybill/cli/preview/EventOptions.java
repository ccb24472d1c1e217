package dev.waybill.cli.preview;

import dev.waybill.cli.frame.CommandFrame;
import dev.waybill.cli.frame.DurationText;
import dev.waybill.cli.frame.UsageException;
import dev.waybill.contract.Source;
import dev.waybill.contract.YamlName;
import dev.waybill.control.preview.FileEvents;
import dev.waybill.control.preview.PreviewBounds;
import dev.waybill.imports.EventLines;
import dev.waybill.imports.LogSource;
import dev.waybill.imports.log.LogFormat;
import dev.waybill.imports.log.LogFormats;
import dev.waybill.spec.ExportSpec;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which events are looked at. */
@SuppressWarnings("NullAway.Init") // picocli fills the fields
final class EventOptions {
    @Option(
            names = "--events",
            paramLabel = "FILE",
            description =
                    "Take events of this file, not of the input topic: JSON events, one in each line, or with --format"
                            + " a log as import reads it. Plain, gzip or zstd.")
    private @Nullable Path file;

    @Option(
            names = "--format",
            paramLabel = "FORMAT",
            description = "Format of a log: ${COMPLETION-CANDIDATES}.",
            completionCandidates = Formats.class)
    private @Nullable String format;

    @Option(
            names = "--log-format",
            paramLabel = "STRING",
            description = "With --format apache or nginx: the LogFormat or log_format of the server's configuration.")
    private @Nullable String logFormat;

    @Option(
            names = "--source",
            paramLabel = "SOURCE",
            description =
                    "What the JSON events of a file are: download or audit (default: what the exports take, if they"
                            + " take the same).")
    private @Nullable String source;

    @Option(
            names = "--newest",
            paramLabel = "N",
            description = "Look at so many events of each tenant, the newest (default: 1000).")
    private @Nullable Integer newest;

    @Option(
            names = "--since",
            paramLabel = "DURATION",
            converter = DurationText.class,
            description = "Look back no further than this, such as PT1H or P7D (default: as far as the last 200000"
                    + " records reach). Only of the input topic.")
    private @Nullable Duration since;

    /** The names of formats, for help and completion. */
    static final class Formats implements Iterable<String> {
        @Override
        public Iterator<String> iterator() {
            return LogFormats.names().iterator();
        }
    }

    /** Whether they are in a file. */
    boolean isFile() {
        if (file == null && (format != null || logFormat != null || source != null)) {
            throw new UsageException("--format, --log-format and --source are about a file; name it with --events");
        }
        if (file != null && since != null) {
            throw new UsageException("--since is about the input topic; leave it out with --events");
        }
        return file != null;
    }

    PreviewBounds bounds() {
        PreviewBounds all = PreviewBounds.DEFAULT;
        return CommandFrame.made(() -> all.of(newest == null ? all.events() : newest, Optional.ofNullable(since)));
    }

    /** The events of the file, for these exports. */
    FileEvents file(List<ExportSpec> exports) {
        Path path = file;
        if (path == null || !Files.isReadable(path) || Files.isDirectory(path)) {
            throw new UsageException("--events: there is no file " + path + " that this user may read");
        }
        LogSource log = LogSource.file(path);
        if (format == null) {
            return new FileEvents(source(exports), log, EventLines::ofJson);
        }
        List<String> tenants = exports.stream()
                .map(export -> export.exportId().tenant())
                .distinct()
                .toList();
        if (tenants.size() != 1 || source != null && source(exports) != Source.DOWNLOAD) {
            throw new UsageException(
                    "the lines of a log are download events of one tenant; name exports of one tenant");
        }
        String name = format;
        LogFormat chosen = CommandFrame.made(() -> LogFormats.of(name, Optional.ofNullable(logFormat)));
        Instant now = Clock.systemUTC().instant();
        return new FileEvents(Source.DOWNLOAD, log, () -> EventLines.ofLog(chosen, tenants.get(0), now));
    }

    private Source source(List<ExportSpec> exports) {
        if (source != null) {
            return Arrays.stream(Source.values())
                    .filter(known -> YamlName.of(known).equals(source))
                    .findFirst()
                    .orElseThrow(() -> new UsageException("--source must be download or audit"));
        }
        List<Source> taken = exports.stream().map(ExportSpec::source).distinct().toList();
        if (taken.size() != 1) {
            throw new UsageException("the exports take download and audit events; say --source, what the file holds");
        }
        return taken.get(0);
    }
}
