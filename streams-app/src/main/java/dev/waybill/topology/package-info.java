/** Which topics are read and written, and what steps and stores are called. */
@NullMarked
package dev.waybill.topology;

import org.jspecify.annotations.NullMarked;
