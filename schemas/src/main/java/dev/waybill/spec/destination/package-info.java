/** Where an export is delivered: buckets and directories, how a spec names them, and the file of destinations. */
@NullMarked
package dev.waybill.spec.destination;

import org.jspecify.annotations.NullMarked;
