/**
 * Which version of an export rules which events: reigns, and the rules by which changes make them. Imports the JDK and
 * {@link dev.waybill.window} only.
 */
@NullMarked
package dev.waybill.catalog.reign;

import org.jspecify.annotations.NullMarked;
