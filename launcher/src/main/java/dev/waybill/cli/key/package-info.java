/** The commands for keys: the key pairs that sign, and the keys that hash. */
@NullMarked
package dev.waybill.cli.key;

import org.jspecify.annotations.NullMarked;
