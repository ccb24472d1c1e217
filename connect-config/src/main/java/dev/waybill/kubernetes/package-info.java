/** What follows from the exports, as resources of Strimzi (https://strimzi.io, API version v1): topics, users with their rights, connectors. */
@NullMarked
package dev.waybill.kubernetes;

import org.jspecify.annotations.NullMarked;
