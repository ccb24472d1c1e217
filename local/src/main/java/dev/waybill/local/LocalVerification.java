package dev.waybill.local;

import dev.waybill.cloud.LocalException;
import dev.waybill.contract.ExportId;
import dev.waybill.contract.ReceiptCadence;
import dev.waybill.spec.ExportSpec;
import dev.waybill.verify.check.CheckedObjects;
import dev.waybill.verify.check.Expectations;
import dev.waybill.verify.check.Finding;
import dev.waybill.verify.check.FindingKind;
import dev.waybill.verify.check.Progress;
import dev.waybill.verify.check.Summary;
import dev.waybill.verify.check.Verifier;
import dev.waybill.verify.key.KeySet;
import dev.waybill.verify.place.FolderPlace;
import dev.waybill.verify.receipt.ReceiptName;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Checks every destination of a run against its receipts, as each tenant would do for itself. */
final class LocalVerification {
    /** A destination: whose, what it is called, and the folder it stands in. */
    private record Destination(String tenant, String name, Path folder) {}

    private static final long LOOK_NANOS = Duration.ofMillis(200).toNanos();

    private final KeySet keys;
    private final Instant now;

    LocalVerification(KeySet keys, Instant now) {
        this.keys = keys;
        this.now = now;
    }

    /**
     * One line for each destination, in the order of their names.
     *
     * @param buckets the folder with a folder for each bucket
     * @throws LocalException if one cannot be read
     */
    List<String> lines(Path buckets, List<ExportSpec> exports) {
        Map<String, Destination> destinations = new TreeMap<>();
        for (ExportSpec export : exports) {
            Destination destination = destination(buckets, export);
            destinations.putIfAbsent(destination.name(), destination);
        }
        return destinations.values().stream().map(this::line).toList();
    }

    /**
     * Waits until the newest receipts are there that must be: of the last window that is due, where each window has one. It
     * stands where the version goes that ruled the window.
     *
     * @param versions every version of each export
     * @param due events per export and window's start
     * @throws LocalException if they do not come in time; it says which
     */
    void awaitNewest(
            Path buckets, List<ExportSpec> versions, Map<ExportId, Map<Instant, Integer>> due, Duration patience) {
        Map<ExportId, Set<Path>> awaited = new TreeMap<>(Comparator.comparing(ExportId::toString));
        for (ExportSpec version : versions) {
            if (version.receipts() == ReceiptCadence.WINDOW) {
                due.getOrDefault(version.exportId(), Map.of()).keySet().stream()
                        .max(Comparator.naturalOrder())
                        .map(start -> ReceiptName.of(version.exportId().export(), start))
                        .map(destination(buckets, version).folder()::resolve)
                        .ifPresent(path -> awaited.computeIfAbsent(version.exportId(), any -> new TreeSet<>())
                                .add(path));
            }
        }
        long end = System.nanoTime() + patience.toNanos();
        while (!awaited.isEmpty()) {
            awaited.values().removeIf(paths -> paths.stream().anyMatch(LocalVerification::isStated));
            if (!awaited.isEmpty() && System.nanoTime() - end > 0) {
                throw new LocalException(
                        "receipts did not come in " + patience.toSeconds() + " s: " + awaited.values());
            }
            LockSupport.parkNanos(LOOK_NANOS);
        }
    }

    /** Of what came to a new export after its window had passed there is a revision, or a receipt of late events. */
    private static boolean isStated(Path receipt) {
        String start = String.valueOf(receipt.getFileName()).replace(".json", "");
        Path folder = Objects.requireNonNull(receipt.getParent());
        if (!Files.isDirectory(folder)) {
            return false;
        }
        try (Stream<Path> receipts = Files.list(folder)) {
            return receipts.anyMatch(
                    other -> String.valueOf(other.getFileName()).matches(Pattern.quote(start) + ".*\\.json"));
        } catch (IOException e) {
            throw new LocalException("cannot look into " + folder + ": " + e.getMessage(), e);
        }
    }

    private static Destination destination(Path buckets, ExportSpec export) {
        String prefix = export.destination().prefix();
        Path root = export.destination().choose(s3 -> buckets.resolve(s3.bucket()), directory -> directory.directory());
        String name = export.destination()
                .choose(s3 -> s3.bucket(), directory -> directory.directory().toString());
        return new Destination(
                export.exportId().tenant(), prefix.isEmpty() ? name : name + "/" + prefix, root.resolve(prefix));
    }

    private String line(Destination destination) {
        if (!Files.isDirectory(destination.folder())) {
            return destination.name() + ": nothing delivered";
        }
        List<Finding> findings = new ArrayList<>();
        Expectations expectations =
                new Expectations(now, Optional.empty(), Optional.of(destination.tenant()), List.of());
        try (FolderPlace place = new FolderPlace(destination.folder());
                CheckedObjects none = CheckedObjects.none()) {
            Summary summary = new Verifier(keys, expectations, none).verify(place, findings::add, Progress.NONE);
            return destination.name() + ": " + result(summary, findings);
        } catch (IOException e) {
            throw new LocalException("cannot check " + destination.folder() + ": " + e.getMessage(), e);
        }
    }

    private static String result(Summary summary, List<Finding> findings) {
        String counts = String.format(
                Locale.ROOT, "%s, %s", counted(summary.receipts(), "receipt"), counted(summary.objects(), "object"));
        long waiting = findings.stream()
                .filter(finding -> finding.kind() == FindingKind.WAITING)
                .count();
        String rest = waiting == 0 ? "" : "; " + counted(waiting, "object") + " without a receipt yet";
        return findings.stream()
                .filter(finding -> finding.kind().isWrong())
                .findFirst()
                .map(first -> counts + ", NOT as signed, " + counted(summary.wrong(), "finding") + ", such as " + first)
                .orElse(counts + ", all as signed" + rest);
    }

    private static String counted(long count, String what) {
        return String.format(Locale.ROOT, "%,d %s%s", count, what, count == 1 ? "" : "s");
    }
}
