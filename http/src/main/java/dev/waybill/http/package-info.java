/** What the outside asks the running application: whether it lives, whether it is ready, and its metrics. */
@NullMarked
package dev.waybill.http;

import org.jspecify.annotations.NullMarked;
