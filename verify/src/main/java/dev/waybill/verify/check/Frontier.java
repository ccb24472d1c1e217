package dev.waybill.verify.check;

import dev.waybill.verify.receipt.Late;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * How far receipts have got, so that an object that no receipt names is either one too many or one whose receipt is still
 * to come.
 */
final class Frontier {
    /** How long an export may deliver before its first receipt: a day's window and its grace, with room. */
    private static final Duration FIRST = Duration.ofDays(2);

    /** A window, and the hour that its late events came in. */
    private record LateWindow(String export, Instant window, Instant hour) {}

    private final Instant now;
    private final Optional<Instant> until;
    private final @Nullable Pattern names;
    private final Map<String, ReceiptEntry> newest = new HashMap<>();
    private final Set<LateWindow> late = new HashSet<>();

    Frontier(Chronicle chronicle, Expectations expectations) {
        this.now = expectations.now();
        this.until = expectations.until();
        this.names = chronicle.tenant().map(PartFile::pattern).orElse(null);
        for (ReceiptEntry receipt : chronicle.receipts()) {
            if (receipt.completesWindows()) {
                newest.merge(receipt.rootAndExport(), receipt, (a, b) -> a.end().isAfter(b.end()) ? a : b);
            } else if (receipt.subject() instanceof Late about) {
                late.add(new LateWindow(receipt.rootAndExport(), receipt.start(), about.arrivalHour()));
            }
        }
    }

    /** What an object that no receipt names says about itself. */
    Optional<PartFile> file(String name) {
        return names == null ? Optional.empty() : PartFile.of(name, names);
    }

    /**
     * Whether a receipt that names it may still come.
     *
     * @param root that it belongs to
     * @param stored when it was written
     */
    boolean mayBeWaiting(String root, PartFile file, Instant stored) {
        String export = root + file.export();
        ReceiptEntry last = newest.get(export);
        Instant when = file.lateHour().orElse(file.window());
        if (when.isAfter(now) || file.window().isAfter(now)) {
            return false;
        }
        if (last == null) {
            // A replay delivers windows of any time, and its receipts when all of them are there.
            return !(root.isEmpty() ? when : stored).isBefore(now.minus(FIRST));
        }
        if (file.lateHour().isEmpty()) {
            return !file.window().isBefore(last.end());
        }
        Instant hourEnd = when.plus(Duration.ofHours(1));
        return hourEnd.isAfter(last.start())
                && until.filter(bound -> !hourEnd.isAfter(bound)).isEmpty()
                && !late.contains(new LateWindow(export, file.window(), when));
    }
}
