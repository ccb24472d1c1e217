/**
 * Delivers windows again from what the input still holds: {@link dev.waybill.app.replay.Replay}. A bounded run of the same
 * topology beside the running application, under an application id of its own, which nothing is left of when it is done.
 */
@NullMarked
package dev.waybill.app.replay;

import org.jspecify.annotations.NullMarked;
