/** Which record may go on and which offsets may be passed: lanes, shares, backoff, and what JMX shows of them. */
@NullMarked
package dev.waybill.sink.lane;

import org.jspecify.annotations.NullMarked;
