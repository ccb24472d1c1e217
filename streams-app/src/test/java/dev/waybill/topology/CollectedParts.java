package dev.waybill.topology;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.batch.Counts;
import dev.waybill.batch.Emitter;
import dev.waybill.batch.Part;
import dev.waybill.export.ExportVersion;
import java.util.List;

/**
 * Collects emitted parts, and checks that every event which was read has been delivered.
 *
 * @param parts to add to
 */
record CollectedParts(List<Part> parts) implements Emitter {
    @Override
    public boolean accepts(ExportVersion version) {
        return true;
    }

    @Override
    public void emit(Part part) {
        parts.add(part);
    }

    @Override
    public void finished(ExportVersion version, Counts counts) {
        assertThat(counts.read()).isEqualTo(counts.delivered());
    }
}
