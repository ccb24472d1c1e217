package dev.waybill.kafka.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.kafka.cluster.StartFinding.Severity;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class StartChecksTest {
    private static final int MIB = 1024 * 1024;
    private static final StartChecks.Expected EXPECTED = new StartChecks.Expected(
            "waybill",
            new TreeMap<>(Map.of("download-events", "batches-of-download-events")),
            new TreeSet<>(),
            new TreeSet<>(Set.of("waybill.deliveries", "waybill.ledger")),
            new TreeSet<>(Set.of("batches-of-download-events-by-tenant")),
            new TreeSet<>(Set.of("export.acme.downloads", "waybill.delivery")),
            Duration.ofMinutes(5));
    private static final TopicPartition FIRST = new TopicPartition("download-events", 0);
    private static final TopicPartition SECOND = new TopicPartition("download-events", 1);
    private static final TopicPartition SAID = new TopicPartition("waybill.deliveries", 0);

    private final FakeCluster cluster = new FakeCluster();

    @BeforeEach
    void asItShouldBe() {
        cluster.topics.put("download-events", new TopicView(2, 4 * MIB, 0));
        cluster.topics.put("waybill.quarantine", new TopicView(4, MIB, 0));
        cluster.topics.put("waybill.ledger", new TopicView(8, MIB, 0));
        cluster.topics.put("waybill.deliveries", new TopicView(1, MIB, 0));
        cluster.topics.put("export.acme.downloads", new TopicView(1, 17 * MIB, 0));
        cluster.topics.put("waybill.delivery", new TopicView(16, 17 * MIB, 0));
        cluster.committed.put(FIRST, 10L);
        cluster.committed.put(SECOND, 0L);
        cluster.earliest.put(FIRST, 10L);
        cluster.earliest.put(SECOND, 0L);
        cluster.committed.put(SAID, 5L);
        cluster.earliest.put(SAID, 5L);
    }

    @Test
    void findsNothingWhereEverythingIsThere() {
        assertThat(new StartChecks(EXPECTED, cluster).findings()).isEmpty();
    }

    @Test
    void acceptsChangelogsWithAsManyPartitionsAsTheirInput() {
        cluster.topics.put("waybill-batches-of-download-events-changelog", new TopicView(2, MIB, 0));

        assertThat(new StartChecks(EXPECTED, cluster).findings()).isEmpty();
    }

    @Test
    void refusesToStartWithoutInputOrQuarantine() {
        cluster.topics.remove("download-events");
        cluster.topics.remove("waybill.quarantine");
        cluster.topics.remove("waybill.ledger");
        cluster.topics.remove("waybill.deliveries");

        assertThat(new StartChecks(EXPECTED, cluster).findings())
                .containsExactly(
                        refuse("topic download-events is missing; run: waybill topics"),
                        refuse("topic waybill.quarantine is missing; run: waybill topics"),
                        refuse("topic waybill.ledger is missing; run: waybill topics"),
                        refuse("topic waybill.deliveries is missing; run: waybill topics"));
    }

    @Test
    void refusesInputWhereAProducerCanMoveTheClockOfAPartitionFarAhead() {
        cluster.topics.put("download-events", new TopicView(2, 4 * MIB, Long.MAX_VALUE));

        assertThat(new StartChecks(EXPECTED, cluster).findings())
                .containsExactly(refuse("topic download-events takes records that producers stamp further ahead"
                        + " than future-skew, PT5M, and one of them would make all events after it late; set its"
                        + " message.timestamp.type to LogAppendTime, or its message.timestamp.after.max.ms to 300000"
                        + " or less"));
    }

    @Test
    void acceptsStampsOfProducersWhereTheBrokerKeepsThemWithinTheFutureSkew() {
        cluster.topics.put("download-events", new TopicView(2, 4 * MIB, 300_000));

        assertThat(new StartChecks(EXPECTED, cluster).findings()).isEmpty();
    }

    @Test
    void warnsOfExportTopicsSinceOneTenantsTopicMustNotStopTheOthers() {
        cluster.topics.remove("waybill.delivery");
        cluster.topics.put("export.acme.downloads", new TopicView(1, MIB, 0));

        assertThat(new StartChecks(EXPECTED, cluster).findings())
                .containsExactly(
                        warn("topic export.acme.downloads takes too small messages: its max.message.bytes is 1048576;"
                                + " set it to 17825792 or more"),
                        warn("topic waybill.delivery is missing; run: waybill topics"));
    }

    @Test
    void refusesToStartWhereClocksDifferTooMuch() {
        cluster.clockAhead = Duration.ofSeconds(20);
        assertThat(new StartChecks(EXPECTED, cluster).findings()).isEmpty();

        cluster.clockAhead = Duration.ofSeconds(21);
        assertThat(new StartChecks(EXPECTED, cluster).findings())
                .containsExactly(refuse("this machine's clock is 21 s behind the broker's; they may differ by 20 s: set"
                        + " both by NTP"));

        cluster.clockAhead = Duration.ofSeconds(-90);
        assertThat(new StartChecks(EXPECTED, cluster).findings())
                .containsExactly(refuse("this machine's clock is 90 s ahead of the broker's; they may differ by 20 s:"
                        + " set both by NTP"));
    }

    @Test
    void refusesToStartWithoutStartOffsets() {
        cluster.committed.clear();

        assertThat(new StartChecks(EXPECTED, cluster).findings())
                .containsExactly(
                        refuse("no start offset is committed for download-events-0 by waybill; run: waybill topics"),
                        refuse("no start offset is committed for download-events-1 by waybill; run: waybill topics"),
                        refuse(
                                "no start offset is committed for waybill.deliveries-0 by waybill; run: waybill topics"));
    }

    /** As after an upgrade to a version that reads more. */
    @Test
    void refusesToStartWithoutAStartOffsetOfWhatReceiptsAreMadeOf() {
        cluster.committed.remove(SAID);

        assertThat(new StartChecks(EXPECTED, cluster).findings())
                .containsExactly(refuse(
                        "no start offset is committed for waybill.deliveries-0 by waybill; run: waybill topics"));
    }

    @Test
    void refusesToStartBesideInstancesThatReadOtherTopics() {
        cluster.readByOthers.addAll(Set.of("download-events", "waybill.ledger"));

        assertThat(new StartChecks(EXPECTED, cluster).findings())
                .containsExactly(refuse("other instances of waybill are running and read other topics than this one:"
                        + " they read [download-events, waybill.ledger], this one [download-events,"
                        + " waybill.deliveries, waybill.ledger]. They are of another version, or have other values of"
                        + " sources, repartition or receipts.key, and could not share the work with this one: stop all"
                        + " of them, then start this one; see docs/how-to/upgrade.md. One that was killed or crashed"
                        + " counts until its session times out, after 45 s by default"));
    }

    @Test
    void startsBesideInstancesThatReadTheSameTopics() {
        cluster.readByOthers.addAll(Set.of("download-events", "waybill.ledger", "waybill.deliveries"));

        assertThat(new StartChecks(EXPECTED, cluster).findings()).isEmpty();
    }

    @Test
    void refusesToStartWhereInputIsLost() {
        cluster.earliest.put(FIRST, 25L);

        assertThat(new StartChecks(EXPECTED, cluster).findings())
                .containsExactly(
                        refuse("download-events-0 no longer holds the offsets from 10 to 24, which have not been"
                                + " read: events are lost; see docs/how-to/recover-from-lost-input.md"));
    }

    @Test
    void refusesToStartWhereInputHasGrownWithoutItsChangelog() {
        cluster.topics.put("waybill-batches-of-download-events-changelog", new TopicView(1, MIB, 0));

        assertThat(new StartChecks(EXPECTED, cluster).findings())
                .containsExactly(
                        refuse("topic waybill-batches-of-download-events-changelog has 1 partitions, but its input"
                                + " download-events has 2; with every instance stopped, run: waybill topics --grow 2"));
    }

    @Test
    void refusesToStartWithStateOfTheOtherPlacement() {
        cluster.topics.put("waybill-batches-of-download-events-by-tenant-changelog", new TopicView(2, MIB, 0));

        assertThat(new StartChecks(EXPECTED, cluster).findings())
                .containsExactly(refuse("topic waybill-batches-of-download-events-by-tenant-changelog holds state that"
                        + " was made with another value of repartition, which this one cannot use;"
                        + " see docs/how-to/run-on-a-cluster.md, Producers that cannot set the key"));
    }

    @Test
    void wantsTheCopiedInputTooWhereEventsAreSentToTheirTenant() {
        StartChecks.Expected repartitioned = new StartChecks.Expected(
                "waybill",
                new TreeMap<>(Map.of("waybill.download-events-by-tenant", "batches-of-download-events-by-tenant")),
                new TreeSet<>(Set.of("download-events")),
                new TreeSet<>(),
                new TreeSet<>(),
                new TreeSet<>(),
                Duration.ofMinutes(5));
        cluster.topics.put("download-events", new TopicView(2, 4 * MIB, Long.MAX_VALUE));
        cluster.topics.put("waybill.download-events-by-tenant", new TopicView(1, 17 * MIB, Long.MAX_VALUE));
        cluster.earliest.put(new TopicPartition("waybill.download-events-by-tenant", 0), 0L);
        cluster.committed.remove(SECOND);

        assertThat(new StartChecks(repartitioned, cluster).findings())
                .containsExactly(
                        refuse("no start offset is committed for download-events-1 by waybill; run: waybill topics"),
                        refuse("no start offset is committed for waybill.download-events-by-tenant-0 by waybill;"
                                + " run: waybill topics"));
    }

    private static StartFinding refuse(String text) {
        return new StartFinding(Severity.REFUSE, text);
    }

    private static StartFinding warn(String text) {
        return new StartFinding(Severity.WARN, text);
    }

    private static final class FakeCluster implements ClusterView {
        private final Map<String, TopicView> topics = new HashMap<>();
        private final Map<TopicPartition, Long> committed = new HashMap<>();
        private final Map<TopicPartition, Long> earliest = new HashMap<>();
        private final SortedSet<String> readByOthers = new TreeSet<>();
        private Duration clockAhead = Duration.ZERO;

        @Override
        public Map<String, TopicView> topics(Collection<String> names) {
            return topics.entrySet().stream()
                    .filter(topic -> names.contains(topic.getKey()))
                    .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
        }

        @Override
        public Map<TopicPartition, Long> committed(String group) {
            return group.equals("waybill") ? committed : Map.of();
        }

        @Override
        public SortedSet<String> read(String group, Set<String> awaited) {
            assertThat(group).isEqualTo("waybill");
            return readByOthers;
        }

        @Override
        public Duration clockAhead(String topic) {
            assertThat(topic).isEqualTo("waybill-clock");
            return clockAhead;
        }

        @Override
        public Map<TopicPartition, Long> earliest(Set<TopicPartition> partitions) {
            return earliest.entrySet().stream()
                    .filter(partition -> partitions.contains(partition.getKey()))
                    .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
        }
    }
}
