/** The console's pages, of templates in {@code src/main/jte} that are made into Java when we build. */
@NullMarked
package dev.waybill.control.console.page;

import org.jspecify.annotations.NullMarked;
