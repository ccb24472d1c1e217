/** What each layout of object names can be asked for: one record per layout, with its options and the folders it makes. */
@NullMarked
package dev.waybill.kind.layout;

import org.jspecify.annotations.NullMarked;
