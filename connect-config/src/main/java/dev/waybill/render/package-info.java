/**
 * What the operator's documents are, as a whole: what the operator says about the platform, what follows from it and the
 * exports, and the folder it is written to. {@link dev.waybill.render.Rendering} asks the other rooms.
 */
@NullMarked
package dev.waybill.render;

import org.jspecify.annotations.NullMarked;
