/** The rights that each program needs on a Kafka cluster that denies what is not granted: as text, and granted there. */
@NullMarked
package dev.waybill.acls;

import org.jspecify.annotations.NullMarked;
