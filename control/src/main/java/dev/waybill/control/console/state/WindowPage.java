package dev.waybill.control.console.state;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Some windows of an export, by their starts.
 *
 * @param knownFrom what starts before is not known whole, or not at all; empty if everything is
 * @param next where the windows begin that follow; empty if these are the last
 */
public record WindowPage(List<WindowLine> windows, Optional<Instant> knownFrom, Optional<Instant> next) {
    public WindowPage {
        windows = List.copyOf(windows);
    }
}
