/**
 * Which records are delivered next and which offsets may be committed: backlogs, shares, backoff, and their JMX beans.
 */
@NullMarked
package dev.waybill.sink.backlog;

import org.jspecify.annotations.NullMarked;
