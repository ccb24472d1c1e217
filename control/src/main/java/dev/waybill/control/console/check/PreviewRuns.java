package dev.waybill.control.console.check;

import dev.waybill.catalog.record.PlatformSettings;
import dev.waybill.control.preview.PreviewReport;
import dev.waybill.spec.ExportSpec;
import java.util.List;

/** Has a preview made of recent events. Thread-safe. */
@FunctionalInterface
public interface PreviewRuns {
    /**
     * Makes one.
     *
     * @param exports of one tenant
     * @param settings of the platform
     * @param size how much is looked at and shown
     * @throws dev.waybill.contract.ClusterException if the cluster cannot be asked
     */
    PreviewReport run(List<ExportSpec> exports, PlatformSettings settings, Size size);

    /**
     * How much.
     *
     * @param events that are looked at, the newest
     * @param samples events that are shown of each export, after redaction
     * @param lines of a file that are shown
     */
    record Size(int events, int samples, int lines) {}
}
