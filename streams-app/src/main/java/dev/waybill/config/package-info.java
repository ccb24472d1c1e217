/**
 * From text to finished objects: makes versions of export specs, by binding what they ask for to what does it, and reads the
 * application's own configuration.
 */
@NullMarked
package dev.waybill.config;

import org.jspecify.annotations.NullMarked;
