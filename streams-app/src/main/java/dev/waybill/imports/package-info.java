/** Publishing what a web server has already written: its access logs become download events, each line once. */
@NullMarked
package dev.waybill.imports;

import org.jspecify.annotations.NullMarked;
