/**
 * Schedules and the windows of event time they cut. Imports the JDK, {@link dev.waybill.spec} and cron-utils, which
 * reads and evaluates cron expressions.
 */
@NullMarked
package dev.waybill.window;

import org.jspecify.annotations.NullMarked;
