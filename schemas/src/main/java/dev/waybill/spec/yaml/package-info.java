/** Reads YAML and JSON into values that know where they stand, and tells all problems at once. */
@NullMarked
package dev.waybill.spec.yaml;

import org.jspecify.annotations.NullMarked;
