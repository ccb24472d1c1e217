package dev.waybill.format.value.request;

import dev.waybill.event.Event;
import dev.waybill.format.escape.Escape;
import dev.waybill.format.row.RowBuffer;
import dev.waybill.format.value.Value;
import java.util.List;

/**
 * Method, target and perhaps protocol with spaces between; null if the target is.
 *
 * @param parts the method, the target, and the protocol where the format has it
 * @param alone the target where nothing else is known: the request may have been no HTTP at all
 */
public record RequestLine(List<Value> parts, Value alone) implements Value {
    @Override
    public boolean isNull(Event event) {
        return parts.get(1).isNull(event);
    }

    @Override
    public boolean isFreeText() {
        return true;
    }

    @Override
    public void put(Event event, Escape escape, RowBuffer out) {
        if (isAlone(event)) {
            alone.put(event, escape, out);
            return;
        }
        if (parts.get(0).isNull(event)) {
            out.put('-');
        }
        for (int i = 0; i < parts.size(); i++) {
            if (!parts.get(i).isNull(event)) {
                if (i > 0) {
                    out.put(' ');
                }
                parts.get(i).put(event, escape, out);
            }
        }
    }

    private boolean isAlone(Event event) {
        for (int i = 0; i < parts.size(); i++) {
            if (i != 1 && !parts.get(i).isNull(event)) {
                return false;
            }
        }
        return true;
    }
}
