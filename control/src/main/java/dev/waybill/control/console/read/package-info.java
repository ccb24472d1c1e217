/**
 * What the API answers about exports, windows and tenants: one file for each operation. A tenant's token sees what is its own, and of
 * that nothing that tells of the platform or of other tenants.
 */
@NullMarked
package dev.waybill.control.console.read;

import org.jspecify.annotations.NullMarked;
