package dev.waybill.batch.store;

import dev.waybill.contract.ExportId;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/**
 * The spec that batches were begun under, as the store keeps it. What its batches need while they wait stands beside the text:
 * another program may have written it, and this one need not be able to read it.
 *
 * @param grace how long after a window's end its events are still on time
 * @param deduplicates whether an event delivered before is left out
 * @param json the canonical spec
 */
public record StoredSpec(ExportId export, Duration grace, boolean deduplicates, String json) {
    /** As {@link #decode} reads it. */
    public byte[] encode() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(json.length() + 160);
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            out.writeUTF(export.tenant());
            out.writeUTF(export.export());
            out.writeLong(grace.toMillis());
            out.writeBoolean(deduplicates);
            out.write(json.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    /** Reads what {@link #encode} wrote. */
    public static StoredSpec decode(byte[] stored) {
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(stored))) {
            return new StoredSpec(
                    new ExportId(in.readUTF(), in.readUTF()),
                    Duration.ofMillis(in.readLong()),
                    in.readBoolean(),
                    new String(in.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException("damaged spec in the store", e);
        }
    }
}
