package dev.waybill.sink.part;

import static dev.waybill.contract.PartHeaders.CONFIG_VERSION;
import static dev.waybill.contract.PartHeaders.CONTENT_TYPE;
import static dev.waybill.contract.PartHeaders.EXPORT;
import static dev.waybill.contract.PartHeaders.KIND;
import static dev.waybill.contract.PartHeaders.OBJECT;
import static dev.waybill.contract.PartHeaders.REPLAY;
import static dev.waybill.contract.PartHeaders.SHA256;
import static dev.waybill.contract.PartHeaders.TENANT;
import static dev.waybill.contract.PartHeaders.WINDOW_END;
import static dev.waybill.contract.PartHeaders.WINDOW_START;
import static dev.waybill.contract.PartHeaders.WRITTEN_AT;
import static dev.waybill.contract.PartHeaders.replayFolder;

import dev.waybill.contract.ExportId;
import dev.waybill.contract.PartKind;
import dev.waybill.contract.RetryMark;
import dev.waybill.contract.Topics;
import dev.waybill.window.Window;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.kafka.connect.sink.SinkRecord;
import org.jspecify.annotations.Nullable;

/**
 * A record of an export topic, and what its headers say: a part, a receipt, or a retry mark. Whose it is, is read once, when the
 * record comes; a record that does not say so, or contradicts its topic, is nobody's and becomes no object. What is asked for
 * more than once on the way is read once, too: several threads may do so, and find the same.
 */
public final class PartRecord {
    private static final Pattern SHA256_HEX = Pattern.compile("[0-9a-f]{64}");
    private static final Pattern VERSION = Pattern.compile("[0-9a-f]{12}");
    private static final Pattern MEDIA_TYPE =
            Pattern.compile("[A-Za-z0-9!#$&^_.+-]{1,127}/[A-Za-z0-9!#$&^_.+-]{1,127}(; ?[A-Za-z0-9=_.\" -]{1,100})*");

    private static final String NO_VERSION = "";

    private final SinkRecord source;
    private final @Nullable ExportId export;
    private final String whyNobodys;
    private final PartKind kind;
    private @Nullable String version;
    private @Nullable ExportObject object;
    private @Nullable Window window;

    private PartRecord(SinkRecord source, @Nullable ExportId export, String whyNobodys) {
        this.source = source;
        this.export = export;
        this.whyNobodys = whyNobodys;
        this.kind = kindOf(source);
    }

    /** Reads whose the record is. */
    public static PartRecord of(SinkRecord source) {
        try {
            return new PartRecord(source, ownerOf(source), "");
        } catch (RefusedRecordException e) {
            return new PartRecord(source, null, e.reason());
        }
    }

    private static ExportId ownerOf(SinkRecord source) throws RefusedRecordException {
        String tenant = HeaderText.of(source, TENANT);
        String export = HeaderText.of(source, EXPORT);
        if (!ExportId.isValid(tenant) || !ExportId.isValid(export)) {
            throw new RefusedRecordException("the headers tenant and export do not hold valid ids");
        }
        ExportId id = new ExportId(tenant, export);
        String topic = source.originalTopic();
        if (!topic.equals(Topics.SHARED_DELIVERY)
                && !topic.equals(Topics.dedicated(id))
                && !topic.equals(Topics.parked(id))) {
            throw new RefusedRecordException(
                    "the headers say " + id + ", which is not the export that the topic " + topic + " belongs to");
        }
        return id;
    }

    /** The record as Connect handed it over. */
    public SinkRecord source() {
        return source;
    }

    public long offset() {
        return source.originalKafkaOffset();
    }

    /** Whose it is; empty if it is nobody's. */
    public Optional<ExportId> export() {
        return Optional.ofNullable(export);
    }

    /**
     * Whose it is.
     *
     * @throws RefusedRecordException if it is nobody's
     */
    public ExportId owner() throws RefusedRecordException {
        if (export == null) {
            throw new RefusedRecordException(whyNobodys);
        }
        return export;
    }

    /**
     * Which version of the export made it.
     *
     * @throws RefusedRecordException if it does not say so
     */
    public String version() throws RefusedRecordException {
        String known = version;
        if (known == null) {
            known = HeaderText.of(source, CONFIG_VERSION);
            if (!VERSION.matcher(known).matches()) {
                throw new RefusedRecordException("the header config-version is not 12 lower-case hex digits");
            }
            version = known;
        }
        return known;
    }

    /** Which version of the export made it; a text that no version has if it does not say so. */
    public String versionOrNone() {
        try {
            return version();
        } catch (RefusedRecordException e) {
            return NO_VERSION;
        }
    }

    /**
     * The object that it carries, safe to write below its owner's prefix and nowhere else. The content is shared with
     * the record, not copied.
     *
     * @throws RefusedRecordException if it carries none that may be written
     */
    public ExportObject object() throws RefusedRecordException {
        ExportObject known = object;
        if (known == null) {
            known = readObject();
            object = known;
        }
        return known;
    }

    private ExportObject readObject() throws RefusedRecordException {
        ExportId owner = owner();
        String path = HeaderText.of(source, OBJECT);
        ObjectPath.requireRelative(path);
        String contentType = HeaderText.of(source, CONTENT_TYPE);
        if (!MEDIA_TYPE.matcher(contentType).matches()) {
            throw new RefusedRecordException("the header content-type is not a media type");
        }
        String sha256 = HeaderText.of(source, SHA256);
        if (!SHA256_HEX.matcher(sha256).matches()) {
            throw new RefusedRecordException("the header sha256 is not 64 lower-case hex digits");
        }
        if (!(source.value() instanceof byte[] content)) {
            throw new RefusedRecordException(
                    source.value() == null
                            ? "the record has no value"
                            : "the value is not bytes; set value.converter="
                                    + "org.apache.kafka.connect.converters.ByteArrayConverter");
        }
        return new ExportObject(owner, kind, path, contentType, sha256, content);
    }

    /** The same; empty if it carries none that may be written. */
    public Optional<ExportObject> described() {
        try {
            return Optional.of(object());
        } catch (RefusedRecordException e) {
            return Optional.empty();
        }
    }

    /** A part, unless the record says something else that is known here. */
    private static PartKind kindOf(SinkRecord source) {
        try {
            String kind = HeaderText.of(source, KIND);
            return Stream.of(PartKind.values())
                    .filter(known -> known.headerValue().equals(kind))
                    .findFirst()
                    .orElse(PartKind.PART);
        } catch (RefusedRecordException e) {
            return PartKind.PART;
        }
    }

    /** Whether it carries a receipt, or a page of one, as its writer says. */
    public boolean isReceipt() {
        return kind == PartKind.RECEIPT;
    }

    /** Whether a replay has made it for a folder of its own, beside what was delivered before, as its writer says. */
    public boolean isBesideOriginal() {
        try {
            return source.headers().lastWithName(REPLAY) != null
                    && HeaderText.of(source, OBJECT).startsWith(replayFolder(HeaderText.of(source, REPLAY)) + "/");
        } catch (RefusedRecordException e) {
            return false;
        }
    }

    /** The window that it belongs to, as its writer says; empty if he does not say it. */
    public Optional<Window> window() {
        Window known = window;
        if (known != null) {
            return Optional.of(known);
        }
        try {
            known = new Window(
                    Instant.parse(HeaderText.of(source, WINDOW_START)),
                    Instant.parse(HeaderText.of(source, WINDOW_END)));
            window = known;
            return Optional.of(known);
        } catch (RefusedRecordException | DateTimeException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** When the record was written to its topic, as its writer says; empty if he does not say so. */
    public Optional<Instant> writtenAt() {
        try {
            return Optional.of(Instant.parse(HeaderText.of(source, WRITTEN_AT)));
        } catch (RefusedRecordException | DateTimeParseException e) {
            return Optional.empty();
        }
    }

    /** Whether it carries no object, but asks that the next one of its export be tried without further waiting. */
    public boolean asksForRetry() {
        try {
            return source.value() == null && HeaderText.of(source, KIND).equals(RetryMark.KIND);
        } catch (RefusedRecordException e) {
            return false;
        }
    }

    /** What the record takes in memory, roughly: the length of its value, bytes. */
    public int size() {
        return source.value() instanceof byte[] content ? content.length : 0;
    }
}
