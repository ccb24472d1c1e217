/** The tenants' export specs: records that cannot be wrong, the YAML reader, and the list of problems it reports. */
@NullMarked
package dev.waybill.spec;

import org.jspecify.annotations.NullMarked;
