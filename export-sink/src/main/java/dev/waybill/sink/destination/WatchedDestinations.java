package dev.waybill.sink.destination;

import dev.waybill.contract.ExportId;
import dev.waybill.spec.destination.DestinationEntry;
import dev.waybill.spec.destination.Destinations;
import dev.waybill.spec.yaml.SpecException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The destinations of all exports, from a file or from all {@code *.json} files of a folder. Files are read again when
 * a name, a size or a modification time has changed. When they cannot be read, the old destinations stay in force,
 * which is reported once.
 */
public final class WatchedDestinations implements DestinationLookup {
    private static final Logger LOG = LoggerFactory.getLogger(WatchedDestinations.class);

    private final Path path;
    private final Duration interval;
    private final Clock clock;
    private volatile Map<ExportId, DestinationEntry> entries = Map.of();
    private Map<Path, Stamp> stamps = Map.of();
    private Instant nextLook = Instant.MIN;
    private boolean unreadable;

    private record Stamp(FileTime modified, long size) {}

    private WatchedDestinations(Path path, Duration interval, Clock clock) {
        this.path = path;
        this.interval = interval;
        this.clock = clock;
    }

    /** Reads the destinations. Files that are missing or broken are reported, and read as soon as they can be. */
    public static WatchedDestinations open(Path path, Duration interval, Clock clock) {
        WatchedDestinations destinations = new WatchedDestinations(path, interval, clock);
        destinations.refresh();
        return destinations;
    }

    @Override
    public Optional<DestinationEntry> find(ExportId export) {
        return Optional.ofNullable(entries.get(export));
    }

    /** To be called by one thread. */
    @Override
    public boolean refresh() {
        Instant now = clock.instant();
        if (now.isBefore(nextLook)) {
            return false;
        }
        nextLook = now.plus(interval);
        try {
            Map<Path, Stamp> seen = look();
            if (seen.equals(stamps) && !unreadable) {
                return false;
            }
            stamps = seen;
            entries = read(seen.keySet().stream().sorted().toList());
            unreadable = false;
            LOG.info("Destinations read: path={} exports={}", path, entries.size());
            return true;
        } catch (IOException | SpecException | IllegalArgumentException e) {
            report(e);
            return false;
        }
    }

    private void report(Exception e) {
        if (!unreadable) {
            LOG.error(
                    "The destinations cannot be read, so the {} known ones stay in force; correct the file: path={}",
                    entries.size(),
                    path,
                    e);
        }
        unreadable = true;
    }

    private Map<Path, Stamp> look() throws IOException {
        Map<Path, Stamp> seen = new HashMap<>();
        for (Path file : files()) {
            seen.put(file, new Stamp(Files.getLastModifiedTime(file), Files.size(file)));
        }
        return seen;
    }

    private List<Path> files() throws IOException {
        if (!Files.isDirectory(path)) {
            return List.of(path);
        }
        try (Stream<Path> files = Files.list(path)) {
            return files.filter(file -> file.getFileName().toString().endsWith(".json"))
                    .toList();
        }
    }

    private static Map<ExportId, DestinationEntry> read(List<Path> files) throws IOException {
        List<DestinationEntry> all = new ArrayList<>();
        for (Path file : files) {
            all.addAll(
                    Destinations.parse(file.toString(), Files.readString(file)).entries());
        }
        Map<ExportId, DestinationEntry> byExport = new HashMap<>();
        Destinations.of(all).entries().forEach(entry -> byExport.put(entry.exportId(), entry));
        return Map.copyOf(byExport);
    }
}
