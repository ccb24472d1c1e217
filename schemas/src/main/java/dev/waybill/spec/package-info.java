/**
 * The tenants' export specs: records that cannot be wrong, the YAML reader with the list of problems it reports, and the file
 * of destinations.
 */
@NullMarked
package dev.waybill.spec;

import org.jspecify.annotations.NullMarked;
