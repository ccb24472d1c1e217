package dev.waybill.contract;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TopicsTest {
    /** What is on its way would be delivered out of order, or be asked for in the wrong place, if these ever changed. */
    @Test
    void anExportKeepsItsPartition() {
        assertThat(Topics.partition(new ExportId("acme", "downloads"), 16)).isEqualTo(6);
        assertThat(Topics.partition(new ExportId("globex", "audit"), 16)).isEqualTo(7);
        assertThat(Topics.partition(new ExportId("acme", "downloads"), 1)).isZero();
    }
}
