/** What is to be, from files, becomes what is: plans, topics, start offsets, and the catalog. */
@NullMarked
package dev.waybill.control.apply;

import org.jspecify.annotations.NullMarked;
