/** The commands that plan a folder of specs and apply it, with what follows from it. */
@NullMarked
package dev.waybill.cli.apply;

import org.jspecify.annotations.NullMarked;
