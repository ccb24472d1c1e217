/** What a task knows of the catalog: where each version's parts go, and what is paused. */
@NullMarked
package dev.waybill.sink.catalog;

import org.jspecify.annotations.NullMarked;
