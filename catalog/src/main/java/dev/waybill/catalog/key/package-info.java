/** The keys of pseudonyms: which reigns use which, how long they are needed, and what must not be mixed up. Pure. */
@NullMarked
package dev.waybill.catalog.key;

import org.jspecify.annotations.NullMarked;
