package dev.waybill.control.status;

import dev.waybill.window.Window;
import java.time.Instant;

/**
 * A window that the catalog plans.
 *
 * @param due when it closes: its end, the grace of its schedule, and the platform's slack
 * @param version that it is processed under
 */
public record PlannedWindow(Window window, Instant due, String version) {}
