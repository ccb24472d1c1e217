package dev.waybill.topics;

import dev.waybill.contract.Source;
import dev.waybill.contract.Topics;
import java.util.Set;
import java.util.TreeSet;

/** The topics that the Streams application reads from their beginning on. */
final class InputTopics {
    private InputTopics() {}

    /** All of them, whether they exist or not: input topics, and the copies that {@code repartition: true} makes. */
    static Set<String> names() {
        Set<String> names = new TreeSet<>();
        for (Source source : Source.values()) {
            names.add(Topics.input(source));
            names.add(Topics.byTenant(source));
        }
        return names;
    }

    /** The same, and what receipts are made of: the ledger, which the application writes, and what sinks say. */
    static Set<String> andOfReceipts() {
        Set<String> names = names();
        names.add(Topics.LEDGER);
        names.add(Topics.DELIVERIES);
        return names;
    }
}
