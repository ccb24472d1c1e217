package dev.waybill.batch;

import dev.waybill.contract.ExportId;
import java.time.Duration;

/**
 * The engine's limits; the same for every export. None of them but the first decides what parts hold.
 *
 * @param rememberedIdBytes beyond a window's lateness, ids are remembered while they take no more than this, bytes per
 *     source partition; 20 bytes are reckoned for each row, 500 for each window
 * @param spread emission starts at a fixed offset of the export, below this, after its window is due
 * @param replayDistance rows older than this, in log time, are written to the store
 * @param blockSize raw bytes of a block in the store
 * @param sliceBytes raw bytes emitted per slice of work
 * @param sliceParts parts emitted per slice of work, and batches stored while nothing arrives
 * @param sliceTime time spent per slice of work
 */
public record BatchSettings(
        long rememberedIdBytes,
        Duration spread,
        Duration replayDistance,
        int blockSize,
        long sliceBytes,
        int sliceParts,
        Duration sliceTime) {
    private static final int MIB = 1024 * 1024;

    public static final BatchSettings DEFAULT = new BatchSettings(
            32L * MIB, Duration.ofSeconds(60), Duration.ofMinutes(5), MIB, 32L * MIB, 500, Duration.ofSeconds(1));

    /** How long after its windows are due an export's parts begin to be emitted: fixed for the export, below {@code spread}. */
    public Duration spreadOffset(ExportId export) {
        return spread.isZero()
                ? Duration.ZERO
                : Duration.ofMillis(Math.floorMod(export.toString().hashCode() * 0x9E3779B9L, spread.toMillis()));
    }

    public BatchSettings withSpread(Duration other) {
        return new BatchSettings(
                rememberedIdBytes, other, replayDistance, blockSize, sliceBytes, sliceParts, sliceTime);
    }

    public BatchSettings withReplayDistance(Duration distance) {
        return new BatchSettings(rememberedIdBytes, spread, distance, blockSize, sliceBytes, sliceParts, sliceTime);
    }

    public BatchSettings withBlocks(int bytes) {
        return new BatchSettings(rememberedIdBytes, spread, replayDistance, bytes, sliceBytes, sliceParts, sliceTime);
    }

    public BatchSettings withRememberedIds(long bytes) {
        return new BatchSettings(bytes, spread, replayDistance, blockSize, sliceBytes, sliceParts, sliceTime);
    }

    public BatchSettings withSlices(long bytes, int parts, Duration time) {
        return new BatchSettings(rememberedIdBytes, spread, replayDistance, blockSize, bytes, parts, time);
    }
}
