package dev.waybill.verify.check;

import dev.waybill.verify.key.KeySet;
import dev.waybill.verify.place.Place;
import dev.waybill.verify.place.StoredObject;
import dev.waybill.verify.receipt.Part;
import dev.waybill.verify.receipt.Receipt;
import dev.waybill.verify.receipt.ReceiptName;
import dev.waybill.verify.receipt.Remark;
import dev.waybill.verify.receipt.StatedWindow;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Reads all receipts of a place, and keeps of them what the other checks need. Used once. */
final class ReceiptScan {
    /** A receipt's name, and what reading it gave. */
    private record Outcome(ReceiptFile file, ReadReceipt read) {}

    private final Place place;
    private final ReceiptReading reading;
    private final Findings findings;
    private final Progress progress;
    private final Optional<RowCheck> rows;
    private final Chronicle chronicle = new Chronicle();
    private final List<ReceiptFile> receipts = new ArrayList<>();
    private final TreeSet<String> unnamedPages = new TreeSet<>();
    private Optional<String> tenant;
    private long done;

    /** @param rows is told what the receipts say about rows */
    ReceiptScan(
            Place place,
            KeySet keys,
            Optional<String> tenant,
            Optional<RowCheck> rows,
            Findings findings,
            Progress progress) {
        this.place = place;
        this.reading = new ReceiptReading(place, keys);
        this.tenant = tenant;
        this.rows = rows;
        this.findings = findings;
        this.progress = progress;
    }

    Chronicle scan() throws IOException {
        place.list(ReceiptName.FOLDER, this::listed);
        place.list(ReceiptFile.REPLAYS, this::listed);
        receipts.sort(Comparator.comparing(ReceiptFile::name));
        try (InOrder<Outcome> work = new InOrder<>(place.parallelism(), this::take)) {
            for (ReceiptFile file : receipts) {
                work.submit(() -> new Outcome(file, reading.read(file)));
            }
            work.finish();
        }
        for (String page : unnamedPages) {
            findings.add(Finding.ofObject(FindingKind.EXTRA, page, "no valid receipt names this page"));
        }
        return chronicle;
    }

    private void listed(StoredObject object) throws IOException {
        Optional<ReceiptFile> file = ReceiptFile.of(object.name());
        if (file.isEmpty()) {
            return;
        }
        chronicle.addRoot(file.get().root());
        switch (file.get().form()) {
            case RECEIPT -> receipts.add(file.get());
            case PAGE -> unnamedPages.add(object.name());
            case UNFINISHED ->
                findings.add(Finding.ofObject(FindingKind.UNFINISHED, object.name(), "is left of an upload"));
            case OTHER -> findings.add(Finding.ofObject(FindingKind.EXTRA, object.name(), "is no receipt"));
        }
    }

    private void take(Outcome outcome) throws IOException {
        progress.receipts(++done, receipts.size());
        for (Finding finding : outcome.read().findings()) {
            findings.add(finding);
        }
        if (outcome.read().receipt().isEmpty()) {
            return;
        }
        Receipt receipt = outcome.read().receipt().get();
        ReceiptEntry entry = ReceiptEntry.of(outcome.file().root(), receipt);
        String whose = receipt.statement().export().tenant();
        if (tenant.isEmpty()) {
            tenant = Optional.of(whose);
        }
        if (!tenant.get().equals(whose)) {
            findings.add(Finding.ofReceipt(
                    FindingKind.FOREIGN_RECEIPT, entry, "is of tenant " + whose + ", not of " + tenant.get()));
            return;
        }
        if (receipt.statement().remarks().contains(Remark.PARTIAL)) {
            findings.add(Finding.ofReceipt(
                    FindingKind.PARTIAL,
                    entry,
                    "it states a part of the events of its windows only, as far as the platform can tell"));
        }
        outcome.read().pages().forEach(unnamedPages::remove);
        int number = chronicle.add(whose, entry, receipt.statement());
        receipt.statement().windows().stream()
                .flatMap(window -> window.discarded().stream())
                .forEach(name -> chronicle.addDiscarded(entry.root() + name));
        Map<Instant, StatedWindow> stated = receipt.statement().windows().stream()
                .collect(Collectors.toMap(
                        window -> window.window().start(), Function.identity(), (a, b) -> a, HashMap::new));
        for (ReadReceipt.WindowParts window : outcome.read().windows()) {
            StatedWindow said = stated.remove(window.window());
            if (said != null) {
                rows.ifPresent(check -> check.window(new StatedSum(
                        entry, window.window(), said.sum(), said.parts().size())));
            }
            for (Part part : window.parts()) {
                addPart(entry, window, part, number);
            }
        }
    }

    private void addPart(ReceiptEntry entry, ReadReceipt.WindowParts window, Part part, int number) throws IOException {
        String name = entry.root() + part.name();
        int other = chronicle.parts().add(name, part, window.window(), number);
        if (other < 0) {
            rows.ifPresent(check -> check.part(chronicle.parts().entries() - 1, part));
        } else {
            findings.add(new Finding(
                    FindingKind.DOUBLED,
                    Optional.of(entry.export()),
                    Optional.of(window.window()),
                    Optional.of(name),
                    "is named by two receipts; the other is "
                            + chronicle.receipts().get(other).name()));
        }
    }
}
