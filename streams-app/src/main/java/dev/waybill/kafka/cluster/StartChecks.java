package dev.waybill.kafka.cluster;

import dev.waybill.contract.ClusterException;
import dev.waybill.contract.Limits;
import dev.waybill.contract.Topics;
import dev.waybill.kafka.cluster.StartFinding.Severity;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.streams.StreamsConfig;

/**
 * What must hold before the application starts: topics exist and take what is written to them, every input partition has
 * a start offset that it still holds, and changelogs have as many partitions as their input.
 */
public final class StartChecks {
    /** Less than the 30 s that the rules of the catalog allow, for clocks drift until the next start. */
    private static final Duration MAX_CLOCK_DIFFERENCE = Duration.ofSeconds(20);

    private static final String TOPICS_ADVICE = "; run: waybill topics";

    /**
     * What is checked.
     *
     * @param applicationId the application's id, which is its consumer group and begins its changelogs' names
     * @param inputStores the name of the store of each topic whose events are delivered
     * @param copiedInputs input topics that are read only to be copied to one of those
     * @param receiptTopics what receipts are made of; none where there are no receipts
     * @param foreignStores names of stores that this application would have with the other value of {@code repartition}
     * @param exportTopics topics that parts are emitted to
     * @param futureSkew how far ahead an event's time may be, and so a producer's stamp
     */
    public record Expected(
            String applicationId,
            SortedMap<String, String> inputStores,
            SortedSet<String> copiedInputs,
            SortedSet<String> receiptTopics,
            SortedSet<String> foreignStores,
            SortedSet<String> exportTopics,
            Duration futureSkew) {
        public Expected {
            inputStores = new TreeMap<>(inputStores);
            copiedInputs = new TreeSet<>(copiedInputs);
            receiptTopics = new TreeSet<>(receiptTopics);
            foreignStores = new TreeSet<>(foreignStores);
            exportTopics = new TreeSet<>(exportTopics);
        }

        /** Every topic that events are read from. */
        SortedSet<String> inputs() {
            SortedSet<String> inputs = new TreeSet<>(inputStores.keySet());
            inputs.addAll(copiedInputs);
            return inputs;
        }

        /** Every topic that is read. */
        SortedSet<String> read() {
            SortedSet<String> read = inputs();
            read.addAll(receiptTopics);
            return read;
        }
    }

    private final Expected expected;
    private final ClusterView cluster;
    private final List<StartFinding> findings = new ArrayList<>();

    StartChecks(Expected expected, ClusterView cluster) {
        this.expected = expected;
        this.cluster = cluster;
    }

    /**
     * Asks the cluster that {@code kafka}, a Streams configuration, names.
     *
     * @throws ClusterException if it cannot be asked
     */
    public static List<StartFinding> check(Expected expected, Map<String, Object> kafka) {
        StreamsConfig config = new StreamsConfig(kafka);
        short replicas = config.getInt(StreamsConfig.REPLICATION_FACTOR_CONFIG).shortValue();
        try (Admin admin = Admin.create(config.getAdminConfigs("waybill-start"))) {
            ClusterView cluster = new AdminClusterView(
                    admin,
                    config.getProducerConfigs("waybill-start"),
                    Optional.of(replicas).filter(factor -> factor > 0));
            return new StartChecks(expected, cluster).findings();
        }
    }

    List<StartFinding> findings() {
        Map<String, TopicView> topics = cluster.topics(topicNames());
        for (String input : expected.inputs()) {
            require(topics, input, Severity.REFUSE, Limits.INPUT_MAX_MESSAGE_BYTES, Severity.WARN);
        }
        expected.inputStores().keySet().forEach(input -> checkStamps(topics, input));
        require(topics, Topics.QUARANTINE, Severity.REFUSE, 0, Severity.REFUSE);
        require(topics, Topics.LEDGER, Severity.REFUSE, 0, Severity.REFUSE);
        require(topics, Topics.DELIVERIES, Severity.REFUSE, 0, Severity.REFUSE);
        for (String export : expected.exportTopics()) {
            require(topics, export, Severity.WARN, Limits.MAX_MESSAGE_BYTES, Severity.WARN);
        }
        checkOthers();
        checkStartOffsets(topics);
        expected.inputStores().forEach((input, store) -> checkChangelog(topics, input, changelog(store)));
        expected.foreignStores().forEach(store -> checkForeign(topics, changelog(store)));
        checkClock();
        return List.copyOf(findings);
    }

    private Collection<String> topicNames() {
        Set<String> names = new TreeSet<>(expected.exportTopics());
        names.addAll(expected.inputs());
        expected.foreignStores().forEach(store -> names.add(changelog(store)));
        names.add(Topics.QUARANTINE);
        names.add(Topics.LEDGER);
        names.add(Topics.DELIVERIES);
        expected.inputStores().values().forEach(store -> names.add(changelog(store)));
        return names;
    }

    private String changelog(String store) {
        return expected.applicationId() + "-" + store + "-changelog";
    }

    private void require(
            Map<String, TopicView> topics, String name, Severity missing, int maxMessageBytes, Severity tooSmall) {
        TopicView topic = topics.get(name);
        if (topic == null) {
            find(missing, "topic " + name + " is missing" + TOPICS_ADVICE);
        } else if (topic.maxMessageBytes() < maxMessageBytes) {
            find(
                    tooSmall,
                    "topic " + name + " takes too small messages: its max.message.bytes is " + topic.maxMessageBytes()
                            + "; set it to " + maxMessageBytes + " or more");
        }
    }

    /** One record from the future would move the clock of its partition, and every event after it would be late. */
    private void checkStamps(Map<String, TopicView> topics, String input) {
        TopicView topic = topics.get(input);
        boolean ownCopies = Topics.copiedTo(input).isPresent();
        if (topic != null
                && !ownCopies
                && topic.aheadMillis() > expected.futureSkew().toMillis()) {
            find(
                    Severity.REFUSE,
                    "topic " + input + " takes records that producers stamp further ahead than future-skew, "
                            + expected.futureSkew() + ", and one of them would make all events after it late; set its"
                            + " message.timestamp.type to LogAppendTime, or its message.timestamp.after.max.ms to "
                            + expected.futureSkew().toMillis() + " or less");
        }
    }

    /**
     * Who leads the group gives the others partitions of all that it reads itself. A member that does not read some of them never
     * takes its share: all partitions of it stand still, and the group shares out anew again and again.
     */
    private void checkOthers() {
        SortedSet<String> others = cluster.read(expected.applicationId(), expected.read());
        if (!others.isEmpty() && !others.equals(expected.read())) {
            find(
                    Severity.REFUSE,
                    "other instances of " + expected.applicationId() + " are running and read other topics than this"
                            + " one: they read " + others + ", this one " + expected.read()
                            + ". They are of another version, or have other values of sources, repartition or"
                            + " receipts.key, and could not share the work with this one: stop all of them, then start"
                            + " this one; see docs/how-to/upgrade.md. One that was killed or crashed counts until its"
                            + " session times out, after 45 s by default");
        }
    }

    private void checkStartOffsets(Map<String, TopicView> topics) {
        Map<TopicPartition, Long> committed = cluster.committed(expected.applicationId());
        Map<TopicPartition, Long> earliest = cluster.earliest(partitions(topics, expected.read()));
        earliest.entrySet().stream()
                .sorted(Map.Entry.comparingByKey(StartChecks::byName))
                .forEach(entry -> {
                    Long start = committed.get(entry.getKey());
                    if (start == null) {
                        find(
                                Severity.REFUSE,
                                "no start offset is committed for " + entry.getKey() + " by " + expected.applicationId()
                                        + TOPICS_ADVICE);
                    } else if (start < entry.getValue()
                            && !expected.receiptTopics().contains(entry.getKey().topic())) {
                        find(
                                Severity.REFUSE,
                                entry.getKey() + " no longer holds the offsets from " + start + " to "
                                        + (entry.getValue() - 1)
                                        + ", which have not been read: events are lost;"
                                        + " see docs/how-to/recover-from-lost-input.md");
                    }
                });
    }

    private static Set<TopicPartition> partitions(Map<String, TopicView> topics, Set<String> names) {
        Set<TopicPartition> partitions = new HashSet<>();
        for (String name : names) {
            TopicView topic = topics.get(name);
            int count = topic == null ? 0 : topic.partitions();
            IntStream.range(0, count).forEach(partition -> partitions.add(new TopicPartition(name, partition)));
        }
        return partitions;
    }

    private static int byName(TopicPartition a, TopicPartition b) {
        int byTopic = a.topic().compareTo(b.topic());
        return byTopic != 0 ? byTopic : Integer.compare(a.partition(), b.partition());
    }

    /** Streams creates a changelog that does not exist, with the right number of partitions. */
    private void checkChangelog(Map<String, TopicView> topics, String input, String changelog) {
        TopicView source = topics.get(input);
        TopicView state = topics.get(changelog);
        if (source != null && state != null && source.partitions() != state.partitions()) {
            int wanted = Math.max(source.partitions(), state.partitions());
            find(
                    Severity.REFUSE,
                    "topic " + changelog + " has " + state.partitions() + " partitions, but its input " + input
                            + " has " + source.partitions()
                            + "; with every instance stopped, run: waybill topics --grow " + wanted);
        }
    }

    private void checkForeign(Map<String, TopicView> topics, String changelog) {
        if (topics.containsKey(changelog)) {
            find(
                    Severity.REFUSE,
                    "topic " + changelog + " holds state that was made with another value of repartition, which this"
                            + " one cannot use; see docs/how-to/run-on-a-cluster.md, Producers that cannot set the key");
        }
    }

    /** What is known of the catalog is reckoned by both clocks. */
    private void checkClock() {
        Duration ahead = cluster.clockAhead(expected.applicationId() + "-clock");
        if (ahead.abs().compareTo(MAX_CLOCK_DIFFERENCE) > 0) {
            find(
                    Severity.REFUSE,
                    "this machine's clock is " + ahead.abs().toSeconds() + " s "
                            + (ahead.isNegative() ? "ahead of" : "behind") + " the broker's; they may differ by "
                            + MAX_CLOCK_DIFFERENCE.toSeconds() + " s: set both by NTP");
        }
    }

    private void find(Severity severity, String text) {
        findings.add(new StartFinding(severity, text));
    }
}
