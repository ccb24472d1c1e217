package dev.waybill.cli.quarantine;

import dev.waybill.cli.frame.EventText;
import dev.waybill.kafka.ClaimTicket;
import dev.waybill.kafka.cluster.Quarantine;
import dev.waybill.kafka.cluster.QuarantinedEvent;
import java.io.PrintWriter;
import java.time.Instant;
import java.util.List;
import java.util.function.Predicate;

/** Prints claim tickets, one a line. */
final class QuarantineListing {
    private final Quarantine quarantine;
    private final PrintWriter out;

    QuarantineListing(Quarantine quarantine, PrintWriter out) {
        this.quarantine = quarantine;
        this.out = out;
    }

    void print(Instant since, int limit, Predicate<ClaimTicket> matching, Reveal reveal) {
        List<QuarantinedEvent> events = quarantine.newest(since, limit, matching);
        if (events.isEmpty()) {
            out.println("no claim tickets since " + since);
        }
        for (QuarantinedEvent event : events) {
            out.println(line(event));
            if (reveal == Reveal.CONTENT) {
                out.println(quarantine
                        .content(event.ticket())
                        .map(EventText::of)
                        .orElse("  (the input topic does not hold it any more, or it has no value)"));
            }
        }
        if (events.size() == limit) {
            out.println("(there may be more: raise --limit, or narrow with --since, --tenant, --reason)");
        }
    }

    private static String line(QuarantinedEvent event) {
        ClaimTicket ticket = event.ticket();
        StringBuilder line = new StringBuilder()
                .append(event.at())
                .append(' ')
                .append(ticket.reason().code())
                .append(' ')
                .append(ticket.topic())
                .append('-')
                .append(ticket.partition())
                .append('@')
                .append(ticket.offset())
                .append(" length=")
                .append(ticket.length());
        ticket.field().ifPresent(path -> line.append(" field=").append(EventText.escape(path)));
        ticket.schemaId().ifPresent(id -> line.append(" schema=").append(id));
        ticket.tenant().ifPresent(id -> line.append(" key=").append(EventText.escape(id)));
        ticket.export().ifPresent(id -> line.append(" export=").append(EventText.escape(id)));
        return line.toString();
    }
}
