/**
 * From text to finished objects: binds the kinds of export specs to redactions and formats, resolves secrets, and reads
 * the application's own configuration.
 */
@NullMarked
package dev.waybill.config;

import org.jspecify.annotations.NullMarked;
