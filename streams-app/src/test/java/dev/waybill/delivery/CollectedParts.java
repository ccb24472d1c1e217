package dev.waybill.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.batch.BatchEnd;
import dev.waybill.batch.Part;
import dev.waybill.batch.QuietEmitter;
import dev.waybill.catalog.reign.Unruled;
import dev.waybill.contract.ExportId;
import dev.waybill.export.ExportVersion;
import dev.waybill.spec.yaml.SpecException;
import java.util.List;

/**
 * Collects emitted parts, and checks that every event which was read has been delivered.
 *
 * @param parts to add to
 */
record CollectedParts(List<Part> parts) implements Outbox, QuietEmitter {
    @Override
    public boolean accepts(ExportVersion version) {
        return true;
    }

    @Override
    public void emit(Part part) {
        parts.add(part);
    }

    @Override
    public void finished(BatchEnd end) {
        assertThat(end.counts().read()).isEqualTo(end.counts().delivered());
    }

    @Override
    public void quarantine(ClaimTicketDraft ticket) {
        throw new AssertionError(ticket.reason());
    }

    @Override
    public void unrouted(Unruled why) {}

    @Override
    public void fault(Throwable fault) {
        throw new AssertionError(fault);
    }

    @Override
    public void released(ExportId export) {
        throw new AssertionError(export);
    }

    @Override
    public void heldBack(ExportId export, SpecException why) {
        throw new AssertionError(why);
    }
}
