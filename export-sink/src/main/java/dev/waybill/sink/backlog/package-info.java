/** Which record may go on and which offsets may be passed: backlogs, shares, backoff, and what JMX shows of them. */
@NullMarked
package dev.waybill.sink.backlog;

import org.jspecify.annotations.NullMarked;
