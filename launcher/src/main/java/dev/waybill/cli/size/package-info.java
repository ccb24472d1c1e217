/** {@code size}: what a platform needs that expects such figures. */
@NullMarked
package dev.waybill.cli.size;

import org.jspecify.annotations.NullMarked;
