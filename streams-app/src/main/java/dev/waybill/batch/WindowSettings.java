package dev.waybill.batch;

import java.time.Duration;

/**
 * What the platform's settings say of a window, beside its version. It holds for the window's whole life, whatever the
 * settings become, so the store keeps it with each batch.
 *
 * @param slack added to the export's grace, for clocks that differ
 * @param lateness for how long after the window closed its delivered ids are surely remembered
 * @param runSize a run is cut at this many raw bytes
 */
public record WindowSettings(Duration slack, Duration lateness, long runSize) {}
