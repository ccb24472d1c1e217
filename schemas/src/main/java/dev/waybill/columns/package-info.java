/**
 * Which columns the files of each format hold: one versioned, append-only list per format and source, which the formats
 * write by and from which tables for readers are made.
 */
@NullMarked
package dev.waybill.columns;

import org.jspecify.annotations.NullMarked;
