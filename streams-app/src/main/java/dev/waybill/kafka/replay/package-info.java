/**
 * What a replay has beside the path of events: ends of the sources, where its parts go, and notes of what it has done, which
 * are written in the transactions that do it.
 */
@NullMarked
package dev.waybill.kafka.replay;

import org.jspecify.annotations.NullMarked;
