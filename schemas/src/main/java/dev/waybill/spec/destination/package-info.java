/** Where an export is delivered: buckets and directories, and how a spec names them. */
@NullMarked
package dev.waybill.spec.destination;

import org.jspecify.annotations.NullMarked;
