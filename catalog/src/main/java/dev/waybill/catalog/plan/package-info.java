/**
 * What a change would do to the catalog, and what the guard says to it. Pure: imports the JDK, Jackson, {@code schemas}
 * and the rooms below it; knows no Kafka and does no input or output.
 */
@NullMarked
package dev.waybill.catalog.plan;

import org.jspecify.annotations.NullMarked;
