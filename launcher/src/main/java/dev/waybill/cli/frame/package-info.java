/** What the commands of {@code ./waybill} share: exit codes, options, clients of the cluster, and how text is read and shown. */
@NullMarked
package dev.waybill.cli.frame;

import org.jspecify.annotations.NullMarked;
