/** What one version of an export does with events, and what its files look like. */
@NullMarked
package dev.waybill.export;

import org.jspecify.annotations.NullMarked;
