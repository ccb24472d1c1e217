/** Where secrets come from that specs and the configuration refer to. Nothing here shows one. */
@NullMarked
package dev.waybill.secrets;

import org.jspecify.annotations.NullMarked;
