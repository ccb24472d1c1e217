package dev.waybill.select;

import dev.waybill.event.Event;
import dev.waybill.event.Field;
import java.util.BitSet;
import java.util.List;

/**
 * Takes events of some HTTP status codes, exact ({@code 404}) or by class ({@code 2xx}). An event without a status is
 * not taken.
 */
final class StatusCondition implements Condition {
    private final Field status;
    private final BitSet codes = new BitSet(600);

    StatusCondition(List<String> codes, Field status) {
        this.status = status;
        for (String code : codes) {
            int hundred = (code.charAt(0) - '0') * 100;
            if (code.endsWith("xx")) {
                this.codes.set(hundred, hundred + 100);
            } else {
                this.codes.set(Integer.parseInt(code));
            }
        }
    }

    static boolean isValid(String code) {
        return code.matches("[1-5](xx|[0-9]{2})");
    }

    @Override
    public boolean accepts(Event event) {
        if (event.isNull(status)) {
            return false;
        }
        long code = event.number(status);
        return code >= 100 && code < 600 && codes.get((int) code);
    }
}
