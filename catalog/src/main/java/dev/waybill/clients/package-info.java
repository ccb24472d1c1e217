/** How programs that people run get their Kafka clients. */
@NullMarked
package dev.waybill.clients;

import org.jspecify.annotations.NullMarked;
