package dev.waybill.catalog.key;

import dev.waybill.contract.ExportId;
import dev.waybill.kind.redaction.KeyReference;
import java.time.Instant;
import java.util.Optional;

/**
 * A key in one reign of an export.
 *
 * @param version the config-version that reigns
 * @param from the first instant of the reign
 * @param until the first instant after it; empty if no end is known
 * @param neededUntil from then on no window of the reign needs the key any more, see {@link dev.waybill.catalog.record.LastEvents}; empty if no end of the
 *     reign is known
 */
public record KeyUse(
        ExportId export,
        KeyReference key,
        String version,
        Instant from,
        Optional<Instant> until,
        Optional<Instant> neededUntil) {
    /** The tenant whose pseudonyms the key makes. */
    public String tenant() {
        return export.tenant();
    }

    /** Whether a window may need the key at this time or later. */
    public boolean isNeeded(Instant now) {
        return neededUntil.map(now::isBefore).orElse(true);
    }

    /**
     * Whether both use one key. Where a spec does not say which key it means, one under the same reference counts as the
     * same: it may be.
     */
    public boolean sharesKeyWith(KeyUse other) {
        return key.fingerprint().isPresent() && other.key.fingerprint().isPresent()
                ? key.fingerprint().equals(other.key.fingerprint())
                : tenant().equals(other.tenant()) && key.reference().equals(other.key.reference());
    }

    /** Whether people call its key so: by epoch or fingerprint, or by the reference where the spec says neither. */
    boolean isCalled(String name) {
        return key.name().equals(name)
                || key.fingerprint()
                        .filter(fingerprint -> fingerprint.hex().equals(name))
                        .isPresent();
    }
}
