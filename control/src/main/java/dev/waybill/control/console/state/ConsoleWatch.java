package dev.waybill.control.console.state;

import dev.waybill.catalog.snapshot.Knowledge;
import dev.waybill.clients.KafkaClients;
import dev.waybill.contract.ExportId;
import dev.waybill.control.connect.ConnectorState;
import dev.waybill.control.console.checkup.Checkup;
import dev.waybill.control.progress.LogLook;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Keeps the console's state up, on a thread of its own: reads on, makes up lists, looks at the cluster, forgets. */
public final class ConsoleWatch implements AutoCloseable {
    /** How old lists are at most, while the thread keeps up. */
    public static final Duration REFRESH = Duration.ofSeconds(5);
    /** How long between two looks at the cluster. */
    public static final Duration LOOK = Duration.ofMinutes(1);

    private static final Logger LOG = LoggerFactory.getLogger(ConsoleWatch.class);
    private static final Duration FORGET = Duration.ofMinutes(10);
    private static final Duration PAUSE = Duration.ofSeconds(1);
    private static final Duration CLOSE = Duration.ofSeconds(15);

    /**
     * What a console is made with.
     *
     * @param clients make those that read and look
     * @param settings of any Kafka client, by Kafka's own keys
     * @param catalog what is known of the catalog, which somebody else keeps up
     * @param application whose entries of the ledger count
     * @param checkups what the doctor found of an export last
     * @param connect asks Connect for its connectors, by name; empty if it may not be asked
     */
    public record Setup(
            KafkaClients clients,
            Map<String, Object> settings,
            Supplier<Knowledge> catalog,
            String application,
            Function<ExportId, Optional<Checkup>> checkups,
            Optional<Supplier<Map<String, ConnectorState>>> connect) {
        public Setup {
            settings = Map.copyOf(settings);
        }

        /** Settings may hold a password. */
        @Override
        public String toString() {
            return "Setup[application=" + application + "]";
        }
    }

    /** When something is to be done again. */
    private static final class Turn {
        private final long everyNanos;
        private long nextNanos = Long.MIN_VALUE;

        Turn(Duration every) {
            this.everyNanos = every.toNanos();
        }

        boolean isDue(long nanos) {
            if (nextNanos != Long.MIN_VALUE && nanos - nextNanos < 0) {
                return false;
            }
            nextNanos = nanos + everyNanos;
            return true;
        }
    }

    private final ConsoleState state;
    private final CountDownLatch closed = new CountDownLatch(1);
    private final Thread thread;

    private ConsoleWatch(ConsoleState state) {
        this.state = state;
        this.thread = new Thread(this::run, "waybill-console-state");
        thread.setDaemon(true);
    }

    /** Begins to read. */
    public static ConsoleWatch start(Setup setup) {
        ConsoleWatch watch = new ConsoleWatch(state(setup, FollowedState.Bounds.DEFAULT, Clock.systemUTC()));
        watch.thread.start();
        return watch;
    }

    static ConsoleState state(Setup setup, FollowedState.Bounds bounds, Clock clock) {
        Map<String, Object> reading = reading(setup.settings());
        return new ConsoleState(
                setup.catalog(),
                new TopicFollower(
                        () -> setup.clients().consumer(reading),
                        () -> new FollowedState(setup.application(), bounds),
                        clock),
                new ClusterLook(setup.clients(), setup.settings(), setup.application(), setup.connect(), clock),
                new ObjectReader(setup.clients(), setup.settings(), setup.application()),
                new BoardMaker(setup.checkups()),
                clock);
    }

    /** Small records, read to their end: in larger pieces than those who look for a part. */
    private static Map<String, Object> reading(Map<String, Object> client) {
        Map<String, Object> settings = LogLook.settings(client);
        settings.put("auto.offset.reset", "none");
        settings.put("max.poll.records", "1000");
        settings.put("max.partition.fetch.bytes", String.valueOf(1 << 20));
        return settings;
    }

    public ConsoleState state() {
        return state;
    }

    private void run() {
        Turn refresh = new Turn(REFRESH);
        Turn look = new Turn(LOOK);
        Turn forget = new Turn(FORGET);
        boolean wasReady = false;
        while (closed.getCount() > 0) {
            try {
                boolean whole = state.follow();
                long nanos = System.nanoTime();
                boolean turned = state.isReady() && !wasReady;
                wasReady |= turned;
                if (look.isDue(nanos) || turned) {
                    state.look();
                }
                if (refresh.isDue(nanos) || turned) {
                    state.refresh();
                }
                if (forget.isDue(nanos)) {
                    state.forget();
                }
                if (whole || state.isStuck()) {
                    rest();
                }
            } catch (RuntimeException e) {
                // A bug must not end the looks: the console would go on to say what was so long ago.
                LOG.error("Following the topics failed", e);
                rest();
            }
        }
        state.close();
    }

    private void rest() {
        try {
            closed.await(PAUSE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            closed.countDown();
        }
    }

    /** Stops reading; waits for a round that is under way. */
    @Override
    public void close() {
        closed.countDown();
        try {
            thread.join(CLOSE.toMillis());
            if (thread.isAlive()) {
                thread.interrupt();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
