/** The log formats that can be imported, one file per kind. */
@NullMarked
package dev.waybill.imports.log;

import org.jspecify.annotations.NullMarked;
