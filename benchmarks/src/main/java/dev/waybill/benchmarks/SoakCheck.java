package dev.waybill.benchmarks;

import dev.waybill.catalog.reign.Ruled;
import dev.waybill.catalog.snapshot.CatalogSnapshot;
import dev.waybill.contract.ExportId;
import dev.waybill.contract.Source;
import dev.waybill.verify.check.CheckedObjects;
import dev.waybill.verify.check.Expectations;
import dev.waybill.verify.check.Finding;
import dev.waybill.verify.check.Progress;
import dev.waybill.verify.check.Summary;
import dev.waybill.verify.check.Verifier;
import dev.waybill.verify.key.KeySet;
import dev.waybill.verify.place.FolderPlace;
import dev.waybill.verify.receipt.ReceiptName;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;

/**
 * Whether {@link Soak} has delivered what it should: every event that a version ruled is in its own tenant's bucket, under its
 * own export's prefix, once, and no other is; and each prefix is as its receipts say.
 */
final class SoakCheck {
    private static final long LOOK_NANOS = Duration.ofSeconds(2).toNanos();
    private static final int NAMED = 20;

    private final Path buckets;
    private final SoakEvents events;
    private final CatalogSnapshot catalog;
    private final Instant lastWindow;
    private final List<String> faults = new ArrayList<>();
    private int more;

    /** @param catalog as it was when the last event was published, or later */
    SoakCheck(Path buckets, SoakEvents events, CatalogSnapshot catalog) {
        this.buckets = buckets;
        this.events = events;
        this.catalog = catalog;
        long window = Duration.ofMinutes(SoakTenants.WINDOW_MINUTES).toSeconds();
        long last = events.occurredAt(events.published() - 1) / 1_000_000;
        this.lastWindow = Instant.ofEpochSecond(last - last % window);
    }

    /** What is wrong; a few of many. */
    List<String> faults() {
        return more == 0
                ? faults
                : Stream.concat(faults.stream(), Stream.of("and " + more + " more"))
                        .toList();
    }

    private void fault(String text) {
        if (faults.size() < NAMED) {
            faults.add(text);
        } else {
            more++;
        }
    }

    /** Until each export that is ruled in the last window has its receipt of it. */
    void await(Duration patience) {
        long end = System.nanoTime() + patience.toNanos();
        List<Path> awaited = new ArrayList<>(receipts());
        while (true) {
            awaited.removeIf(Files::exists);
            if (awaited.isEmpty()) {
                return;
            }
            if (System.nanoTime() > end) {
                fault(awaited.size() + " receipts of the last window did not come, such as " + awaited.get(0));
                return;
            }
            LockSupport.parkNanos(LOOK_NANOS);
        }
    }

    private List<Path> receipts() {
        long micros = lastWindow.getEpochSecond() * 1_000_000;
        return catalog.tenantRecords().stream()
                .flatMap(tenant -> tenant.exports().keySet().stream()
                        .filter(export -> isRuled(new ExportId(tenant.tenant(), export), micros))
                        .map(export -> buckets.resolve(tenant.tenant() + "-logs")
                                .resolve(export)
                                .resolve(ReceiptName.of(export, lastWindow))))
                .toList();
    }

    private boolean isRuled(ExportId id, long micros) {
        return catalog.rule(id, micros) instanceof Ruled;
    }

    private static String export(Source source) {
        return source == Source.AUDIT ? SoakTenants.PREFIX_AUDIT : SoakTenants.PREFIX_DOWNLOADS;
    }

    /** Looks for each event. */
    String events() throws IOException {
        BitSet delivered = new BitSet(events.published());
        List<Path> objects = objects();
        for (Path object : objects) {
            read(object, delivered);
        }
        int due = 0;
        for (int number = 0; number < events.published(); number++) {
            String tenant = SoakTenants.tenant(events.tenant(number));
            boolean ruled = isRuled(new ExportId(tenant, export(SoakEvents.source(number))), events.occurredAt(number));
            due += ruled ? 1 : 0;
            if (ruled != delivered.get(number)) {
                fault("event " + number + " of " + tenant
                        + (ruled ? " is missing" : " should not have been delivered"));
            }
        }
        return "%,d events published, %,d of them twice; %,d due, %,d delivered in %,d objects"
                .formatted(events.published(), events.copies(), due, delivered.cardinality(), objects.size());
    }

    private List<Path> objects() throws IOException {
        try (Stream<Path> files = Files.walk(buckets)) {
            return files.filter(Files::isRegularFile)
                    .filter(file -> !file.toString().contains("/" + ReceiptName.FOLDER))
                    .toList();
        }
    }

    private void read(Path object, BitSet delivered) throws IOException {
        String place = buckets.relativize(object).toString();
        try (InputStream bytes = Files.newInputStream(object);
                BufferedReader rows =
                        new BufferedReader(new InputStreamReader(new GZIPInputStream(bytes), StandardCharsets.UTF_8))) {
            for (String row = rows.readLine(); row != null; row = rows.readLine()) {
                Matcher id = SoakEvents.ids(row);
                if (id.find()) {
                    take(SoakEvents.number(id), place, delivered);
                }
            }
        }
    }

    private void take(int number, String place, BitSet delivered) {
        String own = SoakTenants.bucket(events.tenant(number)) + "/" + export(SoakEvents.source(number)) + "/";
        if (!place.startsWith(own)) {
            fault("event " + number + " is in " + place);
        }
        if (delivered.get(number)) {
            fault("event " + number + " is there again in " + place);
        }
        delivered.set(number);
    }

    /** Verifies each prefix. */
    String receipts(KeySet keys) throws IOException {
        long receipts = 0;
        long objects = 0;
        int prefixes = 0;
        for (Path bucket : list(buckets)) {
            for (Path prefix : list(bucket)) {
                Summary summary = verify(bucket.getFileName().toString().replace("-logs", ""), prefix, keys);
                receipts += summary.receipts();
                objects += summary.objects();
                prefixes++;
            }
        }
        return "%,d prefixes verified: %,d receipts, %,d objects".formatted(prefixes, receipts, objects);
    }

    private Summary verify(String tenant, Path prefix, KeySet keys) throws IOException {
        Expectations expectations = new Expectations(
                Instant.now(),
                Optional.of(lastWindow.plus(Duration.ofMinutes(SoakTenants.WINDOW_MINUTES))),
                Optional.of(tenant),
                List.of());
        List<Finding> findings = new ArrayList<>();
        try (FolderPlace place = new FolderPlace(prefix);
                CheckedObjects none = CheckedObjects.none()) {
            Summary summary = new Verifier(keys, expectations, none).verify(place, findings::add, Progress.NONE);
            findings.stream()
                    .filter(finding -> finding.kind().isWrong())
                    .forEach(finding -> fault(buckets.relativize(prefix) + ": " + finding));
            return summary;
        }
    }

    private static List<Path> list(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(Files::isDirectory).sorted().toList();
        }
    }
}
