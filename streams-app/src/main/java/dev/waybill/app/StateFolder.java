package dev.waybill.app;

import dev.waybill.files.WholeFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.kafka.streams.StreamsConfig;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The folder of the application's state, and whether a new run may go on with what stands there: only if the one before was
 * closed in an orderly manner, and not long ago. Otherwise all of it is restored from the changelogs.
 *
 * <p>Kafka 4.3 keeps in the store itself that it is open, in memory that a kill takes away. So after a kill it takes the state that it
 * had when it was closed last, hours or weeks ago, for valid, and reads the changelog from there. What was deleted since stays,
 * where compaction has removed the tombstones: a batch that was delivered long ago is there again.
 */
final class StateFolder {
    private static final Logger LOG = LoggerFactory.getLogger(StateFolder.class);
    private static final String MARK = "closed";
    private static final Pattern TASK = Pattern.compile("\\d+_\\d+");
    /** The brokers' default. */
    private static final Duration TOMBSTONES = Duration.ofDays(1);

    private static final String TOMBSTONES_CONFIG = StreamsConfig.topicPrefix("delete.retention.ms");

    private final Path folder;
    private final Duration longest;
    private final Clock clock;

    /** @param longest how long ago it may have been closed */
    StateFolder(Path folder, Duration longest, Clock clock) {
        this.folder = folder;
        this.longest = longest;
        this.clock = clock;
    }

    /** That of an application with this configuration; restoring may take half of the time for which changelogs keep tombstones. */
    static StateFolder of(StreamsConfig config) {
        Duration tombstones = Optional.ofNullable(config.originals().get(TOMBSTONES_CONFIG))
                .map(millis -> Duration.ofMillis(Long.parseLong(millis.toString())))
                .orElse(TOMBSTONES);
        return new StateFolder(
                Path.of(
                        config.getString(StreamsConfig.STATE_DIR_CONFIG),
                        config.getString(StreamsConfig.APPLICATION_ID_CONFIG)),
                tombstones.dividedBy(2),
                Clock.systemUTC());
    }

    /**
     * Takes the folder into use; to be called when no other process can, so under Kafka's lock.
     *
     * @return whether there is state in it that must not be gone on with, but be deleted
     */
    boolean open() {
        boolean usable = closedAt()
                .filter(closed -> closed.plus(longest).isAfter(clock.instant()))
                .isPresent();
        try {
            Files.deleteIfExists(folder.resolve(MARK));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write to the folder of the state, " + folder, e);
        }
        return !usable && hasState();
    }

    /** All state in the folder is complete. Where that cannot be noted it is restored next time. */
    void closed() {
        try {
            if (Files.isDirectory(folder)) {
                WholeFile.replace(
                        folder.resolve(MARK), clock.instant().toString().getBytes(StandardCharsets.UTF_8));
            }
        } catch (IOException e) {
            LOG.warn(
                    "cannot note that the state is closed, so it will be restored at the next start: {}", e.toString());
        }
    }

    private Optional<Instant> closedAt() {
        try {
            return Optional.of(Instant.parse(Files.readString(folder.resolve(MARK))));
        } catch (NoSuchFileException | DateTimeParseException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the folder of the state, " + folder, e);
        }
    }

    private boolean hasState() {
        if (!Files.isDirectory(folder)) {
            return false;
        }
        try (Stream<Path> entries = Files.list(folder)) {
            return entries.anyMatch(
                    entry -> TASK.matcher(entry.getFileName().toString()).matches());
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the folder of the state, " + folder, e);
        }
    }
}
