/** What a column takes from a client's address: as it was sent, as an IP address, or as the name of a host. */
@NullMarked
package dev.waybill.format.value.address;

import org.jspecify.annotations.NullMarked;
