/** What a column takes from a request: its line, its path, or a part of its URI. */
@NullMarked
package dev.waybill.format.value.request;

import org.jspecify.annotations.NullMarked;
