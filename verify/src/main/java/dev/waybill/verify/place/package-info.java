/** Where delivered objects stand, for reading only: folders here, buckets in the room below. Imports the JDK. */
@NullMarked
package dev.waybill.verify.place;

import org.jspecify.annotations.NullMarked;
