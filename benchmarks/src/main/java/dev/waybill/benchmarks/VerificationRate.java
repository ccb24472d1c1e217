package dev.waybill.benchmarks;

import dev.waybill.contract.ExportId;
import dev.waybill.contract.Sha256;
import dev.waybill.spec.ScheduleSpec;
import dev.waybill.verify.check.CheckedObjects;
import dev.waybill.verify.check.Expectations;
import dev.waybill.verify.check.Finding;
import dev.waybill.verify.check.Progress;
import dev.waybill.verify.check.Summary;
import dev.waybill.verify.check.Verifier;
import dev.waybill.verify.key.KeySet;
import dev.waybill.verify.key.SigningKey;
import dev.waybill.verify.place.FolderPlace;
import dev.waybill.verify.place.Place;
import dev.waybill.verify.receipt.ChainState;
import dev.waybill.verify.receipt.Counts;
import dev.waybill.verify.receipt.EventSum;
import dev.waybill.verify.receipt.InlineParts;
import dev.waybill.verify.receipt.Issued;
import dev.waybill.verify.receipt.OnTime;
import dev.waybill.verify.receipt.Part;
import dev.waybill.verify.receipt.ReceiptSigner;
import dev.waybill.verify.receipt.StatedSchedule;
import dev.waybill.verify.receipt.StatedWindow;
import dev.waybill.verify.receipt.Statement;
import dev.waybill.verify.receipt.Terms;
import dev.waybill.window.Window;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Random;
import java.util.Set;

/**
 * How fast a folder is checked against its receipts: hourly windows with so many objects of so many bytes each. The folder
 * is made if it is not there, and stays.
 *
 * <pre>
 * java -Xmx512m -XX:+UseParallelGC -cp 'benchmarks/target/lib/*' dev.waybill.benchmarks.VerificationRate \
 *     FOLDER [windows] [objects a window] [bytes an object]
 * </pre>
 */
public final class VerificationRate {
    private static final Instant BEGIN = Instant.parse("2025-01-01T00:00:00Z");
    private static final int ROUNDS = 3;
    private static final double MEGABYTE = 1e6;
    private static final double NANOS_PER_SECOND = 1e9;

    private VerificationRate() {}

    public static void main(String[] args) throws Exception {
        Path folder = Path.of(args[0]);
        int windows = args.length > 1 ? Integer.parseInt(args[1]) : 100;
        int objects = args.length > 2 ? Integer.parseInt(args[2]) : 2;
        int bytes = args.length > 3 ? Integer.parseInt(args[3]) : 8 << 20;
        if (!Files.exists(folder)) {
            make(folder, windows, objects, bytes);
        }
        SigningKey key = SigningKey.parse(Files.readString(folder.resolveSibling(folder.getFileName() + ".pem")));
        for (int round = 0; round < ROUNDS; round++) {
            verify(folder, key);
        }
    }

    private static void verify(Path folder, SigningKey key) throws IOException {
        List<Finding> findings = new ArrayList<>();
        long began = System.nanoTime();
        Summary summary;
        long afterReceipts;
        try (Place place = new FolderPlace(folder);
                CheckedObjects none = CheckedObjects.none()) {
            Phases phases = new Phases();
            summary = new Verifier(
                            KeySet.of(List.of(key.verifyingKey())),
                            Expectations.at(Instant.parse("2027-01-01T00:00:00Z")),
                            none)
                    .verify(place, findings::add, phases);
            afterReceipts = phases.objectsBegan;
        }
        double receipts = (afterReceipts - began) / NANOS_PER_SECOND;
        double objects = (System.nanoTime() - afterReceipts) / NANOS_PER_SECOND;
        System.gc();
        Runtime runtime = Runtime.getRuntime();
        System.out.printf(
                Locale.ROOT,
                "%s: %,d receipts in %.1f s (%,.0f a second), %,d objects of %,.0f MB in %.1f s (%,.0f MB a second),"
                        + " heap %,d MB%n",
                findings.isEmpty() ? "clean" : findings.get(0),
                summary.receipts(),
                receipts,
                summary.receipts() / receipts,
                summary.objects(),
                summary.bytes() / MEGABYTE,
                objects,
                summary.bytes() / MEGABYTE / objects,
                (runtime.totalMemory() - runtime.freeMemory()) / (long) MEGABYTE);
    }

    private static final class Phases implements Progress {
        private long objectsBegan;

        @Override
        public void receipts(long done, long total) {}

        @Override
        public void objects(long bytes, long total) {
            if (bytes == 0) {
                objectsBegan = System.nanoTime();
            }
        }
    }

    private static void make(Path folder, int windows, int objects, int bytes) throws IOException {
        SigningKey key = SigningKey.generate();
        ReceiptSigner signer = new ReceiptSigner(key);
        ChainState chain = ChainState.BEGIN;
        Random random = new Random(1);
        Files.createDirectories(folder);
        for (int i = 0; i < windows; i++) {
            Instant start = BEGIN.plus(Duration.ofHours(i));
            Window window = new Window(start, start.plus(Duration.ofHours(1)));
            List<Part> parts = new ArrayList<>();
            for (int object = 0; object < objects; object++) {
                byte[] content = new byte[bytes];
                random.nextBytes(content);
                String sha256 = Sha256.hex(content);
                String name = "day=" + start.toString().substring(0, 10) + "/" + i + "-" + object + "-"
                        + sha256.substring(0, 12);
                write(folder.resolve(name), content);
                parts.add(new Part(name, bytes, 1, sha256));
            }
            Statement statement = new Statement(
                    new ExportId("acme", "downloads"),
                    Optional.empty(),
                    new OnTime(Optional.of(window.end().plus(Duration.ofHours(1)))),
                    new Terms("0123456789ab", BEGIN, Optional.empty(), StatedSchedule.of(ScheduleSpec.HOURLY)),
                    objects,
                    Set.of(),
                    List.of(new StatedWindow(
                            window,
                            new Counts(objects, objects, 0, 0, 0, 0),
                            EventSum.of("event", start),
                            new InlineParts(parts))));
            Issued issued = signer.issue(statement, chain);
            write(folder.resolve(issued.receipt().name()), issued.receipt().bytes());
            chain = issued.chain();
        }
        Files.writeString(folder.resolveSibling(folder.getFileName() + ".pem"), key.privatePem());
    }

    private static void write(Path file, byte[] content) throws IOException {
        Files.createDirectories(file.getParent());
        Files.write(file, content);
    }
}
