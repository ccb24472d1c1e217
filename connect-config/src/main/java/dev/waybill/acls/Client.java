package dev.waybill.acls;

import dev.waybill.contract.YamlName;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** A program that talks to the cluster, or a use of one, whose rights are granted apart from those of others. */
public enum Client {
    RUN("the Streams application, ./waybill run"),
    WORKER("a Kafka Connect worker itself"),
    SINK("the consumers of the connectors, which log in as the worker's consumer.* say"),
    PARKING("the clients with which the sink copies records to parking topics, parking.client.*"),
    SINK_CATALOG("the clients with which the sink reads the catalog and says what it delivers, catalog.client.* and"
            + " deliveries.client.*"),
    TOPICS("./waybill topics"),
    TOPICS_GROW("./waybill topics --grow"),
    IMPORT("./waybill import"),
    QUARANTINE_SHOW("./waybill quarantine show"),
    QUARANTINE_REVEAL("./waybill quarantine show --reveal, which also reads the events"),
    RETRY("./waybill retry"),
    REPLAY("./waybill replay: an application of its own beside the running one"),
    PREVIEW("./waybill preview: it reads events"),
    APPLY("./waybill apply, and forget: it writes the catalog"),
    APPLY_ACLS("./waybill apply --acls: it also grants rights"),
    APPLY_PRUNE("./waybill apply --prune: it also reads and deletes topics of exports that ended"),
    APPLY_CONNECT("./waybill apply --connect: it also looks how far connectors are that are to be deleted"),
    PAUSE("./waybill pause and resume: they write the catalog"),
    STATUS("./waybill status"),
    CONSOLE("./waybill console: it reads what status reads, and changes what apply, pause and retry change"),
    PRODUCERS("the platform's programs that publish events");

    private final String what;

    Client(String what) {
        this.what = what;
    }

    /** The client of this word; empty if there is none. */
    public static Optional<Client> of(String word) {
        return Arrays.stream(values())
                .filter(client -> client.word().equals(word))
                .findFirst();
    }

    /** All words. */
    public static List<String> words() {
        return Arrays.stream(values()).map(Client::word).toList();
    }

    /** Its name on the command line. */
    public String word() {
        return YamlName.of(this);
    }

    /** What it is, in a few words. */
    public String what() {
        return what;
    }

    /** Whom the rights are granted to where nobody says another. */
    public String principal() {
        return "User:waybill-" + word();
    }
}
