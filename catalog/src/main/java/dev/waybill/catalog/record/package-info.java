/**
 * The records of the catalog and their keys, as {@code docs/reference/catalog.md} describes them, and their JSON. Imports
 * the JDK, Jackson, {@code schemas} and {@link dev.waybill.catalog.reign}; knows no Kafka.
 */
@NullMarked
package dev.waybill.catalog.record;

import org.jspecify.annotations.NullMarked;
