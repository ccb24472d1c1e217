package dev.waybill.control.size;

import dev.waybill.contract.FormatName;
import dev.waybill.contract.Limits;
import dev.waybill.contract.ReceiptCadence;
import dev.waybill.kind.format.Compression;
import java.time.Duration;

/**
 * What a platform expects. All exports are taken to be alike, and all tenants to have as many events.
 *
 * @param events what comes in
 * @param exports what is made of it
 * @param kept how long what is kept
 */
public record Expected(Events events, Exports exports, Kept kept) {
    private static final Duration LONGEST_WINDOW = Duration.ofDays(31);

    /**
     * What comes in.
     *
     * @param perSecond of both sources, average of a day
     * @param peak how many times as many in the busiest hour
     * @param bytes of a record's value
     */
    public record Events(double perSecond, double peak, int bytes) {
        public Events {
            require(perSecond > 0 && perSecond <= 10_000_000, "--events-per-second must be above 0, at most 10000000");
            require(peak >= 1 && peak <= 1_000, "--peak must be from 1 to 1000");
            require(
                    bytes >= 1 && bytes <= Limits.INPUT_MAX_MESSAGE_BYTES,
                    "--event-bytes must be from 1 to " + Limits.INPUT_MAX_MESSAGE_BYTES);
        }
    }

    /**
     * What is made of it.
     *
     * @param tenants that have exports
     * @param perTenant exports of a tenant
     * @param rowsPerEvent how many exports deliver an event, on average; 1 if each event goes to one export
     * @param window from edge to edge
     * @param grace after its end
     * @param partSize as stored, bytes
     */
    public record Exports(
            int tenants,
            int perTenant,
            double rowsPerEvent,
            FormatName format,
            Compression compression,
            Duration window,
            Duration grace,
            long partSize,
            ReceiptCadence receipts) {
        public Exports {
            require(tenants >= 1 && tenants <= 1_000_000, "--tenants must be from 1 to 1000000");
            require(perTenant >= 1 && perTenant <= 100, "--exports-per-tenant must be from 1 to 100");
            require(
                    rowsPerEvent > 0 && rowsPerEvent <= perTenant,
                    "--rows-per-event must be above 0, at most --exports-per-tenant");
            require(
                    window.compareTo(Duration.ofMinutes(1)) >= 0 && window.compareTo(LONGEST_WINDOW) <= 0,
                    "--window must be from PT1M to P31D");
            require(
                    !grace.isNegative() && grace.compareTo(LONGEST_WINDOW) <= 0,
                    "--grace must not be negative, at most P31D");
            require(
                    partSize >= Limits.MIN_PART_SIZE && partSize <= Limits.MAX_PART_SIZE,
                    "--part-size must be from " + Limits.MIN_PART_SIZE + " to " + Limits.MAX_PART_SIZE + " bytes");
        }

        /** The default of specs: daily where windows can be shorter than an hour. */
        public static ReceiptCadence receiptsFor(Duration window) {
            return window.compareTo(Duration.ofHours(1)) < 0 ? ReceiptCadence.DAILY : ReceiptCadence.WINDOW;
        }
    }

    /**
     * How long what is kept.
     *
     * @param input retention of the input topics
     * @param delivery retention of the shared topic
     * @param lateness how long delivered ids are remembered
     * @param replicas of each topic
     * @param standbys copies of the state, beside the one that works
     */
    public record Kept(Duration input, Duration delivery, Duration lateness, int replicas, int standbys) {
        private static final Duration LONGEST = Duration.ofDays(3_660);

        public Kept {
            require(isKept(input), "--input-retention must be above PT0S, at most P3660D");
            require(isKept(delivery), "--shared-retention must be above PT0S, at most P3660D");
            require(
                    !lateness.isNegative() && lateness.compareTo(LONGEST) <= 0,
                    "--lateness must not be negative, at most P3660D");
            require(replicas >= 1 && replicas <= 10, "--replication-factor must be from 1 to 10");
            require(standbys >= 0 && standbys <= 10, "--standbys must be from 0 to 10");
        }

        private static boolean isKept(Duration time) {
            return time.compareTo(Duration.ZERO) > 0 && time.compareTo(LONGEST) <= 0;
        }
    }

    private static void require(boolean isSo, String otherwise) {
        if (!isSo) {
            throw new IllegalArgumentException(otherwise);
        }
    }
}
