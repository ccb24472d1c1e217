package dev.waybill.control.console.state;

import dev.waybill.contract.ExportId;
import dev.waybill.control.status.ExportState;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Which exports a list is to have.
 *
 * @param tenant whose; empty for all tenants'
 * @param text that stands in their ids or destinations, in whatever case; empty for all
 * @param states that they are in; empty for all
 * @param after the export that the list goes on after; empty to begin with the first
 * @param limit how many, at most
 */
public record ExportQuery(
        Optional<String> tenant,
        String text,
        Set<ExportState> states,
        Attention attention,
        ExportSort sort,
        Optional<ExportId> after,
        int limit) {
    /** More are not given at once. */
    public static final int MAX_LIMIT = 1_000;

    public ExportQuery {
        states = Set.copyOf(states);
        text = text.toLowerCase(Locale.ROOT);
        if (limit < 1 || limit > MAX_LIMIT) {
            throw new IllegalArgumentException("limit must be from 1 to " + MAX_LIMIT + ": " + limit);
        }
    }

    /** All exports, by id. */
    public static ExportQuery all(int limit) {
        return new ExportQuery(Optional.empty(), "", Set.of(), Attention.ALL, ExportSort.NAME, Optional.empty(), limit);
    }

    /** The same for one tenant's. */
    public ExportQuery ofTenant(String id) {
        return new ExportQuery(Optional.of(id), text, states, attention, sort, after, limit);
    }

    boolean takes(ExportLine line) {
        return tenant.map(line.id().tenant()::equals).orElse(true)
                && (states.isEmpty() || states.contains(line.state()))
                && attention.takes(line)
                && (text.isEmpty()
                        || line.id().toString().contains(text)
                        || line.destination()
                                .filter(base -> base.toLowerCase(Locale.ROOT).contains(text))
                                .isPresent());
    }
}
