package dev.waybill.batch;

import dev.waybill.batch.rows.ChunkPool;
import dev.waybill.batch.rows.PartBytes;
import dev.waybill.batch.store.BatchKey;
import dev.waybill.contract.Sha256;
import dev.waybill.export.ExportVersion;
import dev.waybill.layout.PartIdentity;
import java.util.Optional;

/** Names finished parts and sends them on. */
final class PartMaker {
    private final int sourcePartition;
    private final Emitter emitter;
    private final ChunkPool chunks;

    /**
     * Makes parts of a source partition.
     *
     * @param chunks for the bytes of parts that are being made
     */
    PartMaker(int sourcePartition, Emitter emitter, ChunkPool chunks) {
        this.sourcePartition = sourcePartition;
        this.emitter = emitter;
        this.chunks = chunks;
    }

    /** Collects the bytes of one part after the other. */
    PartBytes newBytes() {
        return new PartBytes(chunks);
    }

    /** Emits the batch's next part, which has this content; answers its hash. */
    String emit(Batch batch, long events, byte[] content) {
        ExportVersion version = batch.version();
        BatchKey key = batch.key();
        String sha256 = Sha256.hex(content);
        emitter.emit(new Part(
                key.export(),
                version.topic(),
                key.window(),
                key.isLate() ? Optional.of(key.lateHourStart()) : Optional.empty(),
                batch.nextPart(),
                events,
                version.layout().name(identity(batch, sha256)),
                version.format().contentType(),
                version.configVersion(),
                sha256,
                content));
        return sha256;
    }

    private PartIdentity identity(Batch batch, String sha256) {
        ExportVersion version = batch.version();
        BatchKey key = batch.key();
        return new PartIdentity(
                key.export(),
                version.source(),
                version.configVersion(),
                key.window(),
                key.isLate() ? key.lateHourStart() : null,
                sourcePartition,
                batch.nextPart(),
                sha256,
                version.format().extension(),
                version.format().innerCodec());
    }
}
