package dev.waybill.select;

import dev.waybill.event.Event;
import dev.waybill.event.Field;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Takes events of some HTTP methods; case does not matter in the event. An event without a method is not taken. */
final class MethodCondition implements Condition {
    private final Field method;
    private final List<byte[]> methods;

    MethodCondition(List<String> methods, Field method) {
        this.method = method;
        this.methods = methods.stream()
                .map(name -> name.getBytes(StandardCharsets.US_ASCII))
                .toList();
    }

    /** An HTTP token in upper case. */
    static boolean isValid(String method) {
        return method.matches("[A-Z][A-Z0-9-]*");
    }

    @Override
    public boolean accepts(Event event) {
        if (event.isNull(method)) {
            return false;
        }
        for (int i = 0; i < methods.size(); i++) {
            if (equalIgnoringCase(methods.get(i), event)) {
                return true;
            }
        }
        return false;
    }

    private boolean equalIgnoringCase(byte[] upper, Event event) {
        if (upper.length != event.length(method)) {
            return false;
        }
        byte[] text = event.buffer(method);
        int offset = event.offset(method);
        for (int i = 0; i < upper.length; i++) {
            int b = text[offset + i];
            if (upper[i] != (b >= 'a' && b <= 'z' ? b - 32 : b)) {
                return false;
            }
        }
        return true;
    }
}
