package dev.waybill.verify.check;

import dev.waybill.contract.Limits;
import dev.waybill.contract.Sha256;
import dev.waybill.contract.TestObject;
import dev.waybill.verify.place.Place;
import dev.waybill.verify.place.StoredObject;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads each object of a place once, in the order of the listing, and compares it with what receipts say. Used once. */
final class ObjectScan {
    private static final int UNNAMED = -1;

    static final String UNREADABLE = "may not be read, or is no plain file";

    /** An object, and what reading it gave; null if it was not read, or if its rows were not. */
    private record Outcome(
            StoredObject object,
            int entry,
            ObjectBytes.@Nullable Digested digested,
            FindingKind unread,
            @Nullable Rows rows,
            @Nullable String unreadableRows) {
        static Outcome of(StoredObject object, int entry, ObjectBytes.Digested digested) {
            return new Outcome(object, entry, digested, FindingKind.ALTERED, null, null);
        }

        static Outcome unread(StoredObject object, int entry, FindingKind kind) {
            return new Outcome(object, entry, null, kind, null, null);
        }

        Outcome with(Rows found) {
            return new Outcome(object, entry, digested, unread, found, null);
        }

        Outcome withUnreadableRows(String why) {
            return new Outcome(object, entry, digested, unread, null, why);
        }
    }

    private final Place place;
    private final Chronicle chronicle;
    private final PartTable parts;
    private final Frontier frontier;
    private final CheckedObjects checked;
    private final Optional<RowScan> rows;
    private final Findings findings;
    private final Progress progress;
    private long bytes;
    private long objects;
    private long read;

    ObjectScan(
            Place place,
            Chronicle chronicle,
            Frontier frontier,
            CheckedObjects checked,
            Optional<RowScan> rows,
            Findings findings,
            Progress progress) {
        this.place = place;
        this.chronicle = chronicle;
        this.parts = chronicle.parts();
        this.frontier = frontier;
        this.checked = checked;
        this.rows = rows;
        this.findings = findings;
        this.progress = progress;
    }

    void scan() throws IOException {
        progress.objects(0, parts.bytes());
        try (InOrder<Outcome> work = new InOrder<>(place.parallelism(), this::take)) {
            place.list("", object -> {
                if (ReceiptFile.of(object.name()).isEmpty() && !object.name().equals(TestObject.NAME)) {
                    visit(object, work);
                }
            });
            work.finish();
        }
    }

    /** Objects that receipts name and that are there. */
    long objects() {
        return objects;
    }

    /** How many bytes were read now, not in an earlier run. */
    long bytesRead() {
        return read;
    }

    private void visit(StoredObject object, InOrder<Outcome> work) throws IOException {
        int entry = parts.find(object.name());
        if (entry == UNNAMED) {
            visitUnnamed(object, work);
            return;
        }
        parts.markSeen(entry);
        objects++;
        if (rows.isEmpty() && object.size() == parts.size(entry) && checked.contains(fingerprint(object, entry))) {
            advance(object.size());
        } else if (rows.isPresent() && parts.size(entry) <= Limits.MAX_PART_SIZE) {
            work.submit(() -> readRows(object, entry, rows.get().reader()));
        } else {
            work.submit(() -> digest(object, entry));
        }
    }

    private void visitUnnamed(StoredObject object, InOrder<Outcome> work) throws IOException {
        if (ReceiptFile.isUnfinished(object.name())) {
            findings.add(Finding.ofObject(FindingKind.UNFINISHED, object.name(), "is left of an upload"));
            return;
        }
        Optional<PartFile> file = frontier.file(object.name());
        if (file.filter(named -> frontier.mayBeWaiting(Chronicle.rootOf(object.name()), named, object.stored()))
                .isPresent()) {
            findings.add(new Finding(
                    FindingKind.WAITING,
                    file.map(PartFile::export),
                    file.map(PartFile::window),
                    Optional.of(object.name()),
                    "its window has no receipt yet"));
        } else if (object.size() <= Limits.MAX_PART_SIZE) {
            work.submit(() -> digest(object, UNNAMED));
        } else {
            addExtra(object.name(), Optional.empty());
        }
    }

    private Outcome digest(StoredObject object, int entry) throws IOException {
        try {
            return Outcome.of(object, entry, ObjectBytes.digest(place, object.name()));
        } catch (NoSuchFileException e) {
            return Outcome.unread(object, entry, FindingKind.MISSING);
        } catch (AccessDeniedException e) {
            return Outcome.unread(object, entry, FindingKind.UNREADABLE_OBJECT);
        }
    }

    /** Only what has the content that the platform signed is read as rows: nobody else's files come near a parser. */
    private Outcome readRows(StoredObject object, int entry, RowReader reader) throws IOException {
        byte[] stored;
        try {
            stored = ObjectBytes.readSized(place, object.name(), (int) parts.size(entry));
        } catch (NoSuchFileException e) {
            return Outcome.unread(object, entry, FindingKind.MISSING);
        } catch (AccessDeniedException e) {
            return Outcome.unread(object, entry, FindingKind.UNREADABLE_OBJECT);
        }
        byte[] sha256 = Sha256.of(stored);
        Outcome outcome = Outcome.of(object, entry, new ObjectBytes.Digested(stored.length, sha256));
        if (!parts.hasContent(entry, sha256)) {
            return outcome;
        }
        try {
            return outcome.with(reader.read(object.name(), stored));
        } catch (UnreadableRowsException e) {
            return outcome.withUnreadableRows(String.valueOf(e.getMessage()));
        }
    }

    private void take(Outcome outcome) throws IOException {
        StoredObject object = outcome.object();
        ObjectBytes.Digested digested = outcome.digested();
        int entry = outcome.entry();
        if (digested == null) {
            addUnread(object, entry, outcome.unread());
            return;
        }
        read += digested.size();
        if (entry == UNNAMED) {
            int same = digested.size() == 0 ? UNNAMED : parts.findContent(digested.sha256());
            addExtra(object.name(), same == UNNAMED ? Optional.empty() : Optional.of(same));
            return;
        }
        if (parts.hasContent(entry, digested.sha256())) {
            checked.add(fingerprint(object, entry));
            if (rows.isPresent()) {
                takeRows(outcome, rows.get().check());
            }
        } else {
            addAltered(object, entry, digested);
        }
        advance(parts.size(entry));
    }

    private void takeRows(Outcome outcome, RowCheck check) throws IOException {
        String name = outcome.object().name();
        if (outcome.rows() != null) {
            check.take(outcome.entry(), name, outcome.rows(), findings);
        } else {
            String why = outcome.unreadableRows() == null
                    ? "is larger than a part can be, so its rows were not read"
                    : outcome.unreadableRows();
            check.takeUnreadable(outcome.entry(), name, why, findings);
        }
    }

    private void addUnread(StoredObject object, int entry, FindingKind kind) throws IOException {
        if (kind == FindingKind.MISSING && entry == UNNAMED) {
            // It was there when the listing was made, and nobody misses it.
            return;
        }
        findings.add(
                entry == UNNAMED
                        ? Finding.ofObject(kind, object.name(), UNREADABLE)
                        : named(kind, object, entry, kind == FindingKind.MISSING ? "was taken away" : UNREADABLE));
    }

    private void addAltered(StoredObject object, int entry, ObjectBytes.Digested digested) throws IOException {
        int same = parts.findContent(digested.sha256());
        if (same != UNNAMED && digested.size() > 0) {
            findings.add(named(
                    FindingKind.ALTERED, object, entry, "holds the content of another object, of " + owner(same)));
        } else if (digested.size() < parts.size(entry)) {
            findings.add(named(
                    FindingKind.TRUNCATED,
                    object,
                    entry,
                    "holds " + digested.size() + " bytes of " + parts.size(entry)));
        } else {
            findings.add(named(FindingKind.ALTERED, object, entry, "has another content than its receipt says"));
        }
    }

    private void addExtra(String name, Optional<Integer> same) throws IOException {
        Optional<PartFile> file = frontier.file(name);
        findings.add(new Finding(
                same.isPresent() ? FindingKind.DOUBLED : FindingKind.EXTRA,
                file.map(PartFile::export),
                file.map(PartFile::window),
                Optional.of(name),
                same.map(entry -> "no receipt names it, and it has the content of an object of " + owner(entry))
                        .orElse("no receipt names it")));
    }

    private Finding named(FindingKind kind, StoredObject object, int entry, String detail) {
        Instant window = parts.window(entry);
        return new Finding(
                kind,
                Optional.of(chronicle.receipts().get(parts.owner(entry)).export()),
                Optional.of(window),
                Optional.of(object.name()),
                detail);
    }

    private String owner(int entry) {
        return chronicle.receipts().get(parts.owner(entry)).export() + " window " + parts.window(entry);
    }

    private byte[] fingerprint(StoredObject object, int entry) {
        return CheckedObjects.fingerprint(place.description(), object, parts.content(entry));
    }

    private void advance(long size) {
        bytes += size;
        progress.objects(bytes, parts.bytes());
    }
}
