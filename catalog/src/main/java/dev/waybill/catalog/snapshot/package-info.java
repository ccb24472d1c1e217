/**
 * What a reader knows of the catalog: from records in the order of the log to an immutable snapshot. Pure: imports the
 * JDK, {@code schemas} and the rooms below it; knows no Kafka and does no input or output.
 */
@NullMarked
package dev.waybill.catalog.snapshot;

import org.jspecify.annotations.NullMarked;
