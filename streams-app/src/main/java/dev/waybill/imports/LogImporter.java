package dev.waybill.imports;

import dev.waybill.clients.KafkaClients;
import dev.waybill.imports.log.LogFormat;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.function.LongConsumer;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.KafkaException;

/** Imports surveyed logs into a topic of a Kafka cluster. */
public final class LogImporter {
    private final KafkaClients clients;
    private final Map<String, Object> client;
    private final String bootstrap;
    private final String topic;
    private final LogFormat format;
    private final Stamping stamping;
    private final Instant now;
    private final Clock clock;

    /**
     * An importer that has not connected yet.
     *
     * @param client Kafka client settings, {@code bootstrap.servers} among them
     * @param now the same as in the {@link Surveyor}
     * @param clock for stamps
     */
    public LogImporter(
            KafkaClients clients,
            Map<String, Object> client,
            String topic,
            LogFormat format,
            Stamping stamping,
            Instant now,
            Clock clock) {
        this.clients = clients;
        this.client = Map.copyOf(client);
        this.bootstrap = String.valueOf(client.get(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG));
        this.topic = topic;
        this.format = format;
        this.stamping = stamping;
        this.now = now;
        this.clock = clock;
    }

    /**
     * Publishes what has not been published before of {@code survey}'s events for {@code tenant}.
     *
     * @param progress told the number of lines done, after each transaction
     * @throws ImportException if the broker does not answer or refuses; what is committed until then stays, and the next
     *     import goes on from there
     * @throws LogException if the topic would not keep these events, or the log has changed since
     * @throws IOException if the log cannot be read again
     */
    public ImportOutcome publish(Survey survey, String tenant, LongConsumer progress) throws IOException {
        ImportId id = new ImportId(tenant, format.id());
        BrokerAnswers answers = new BrokerAnswers(bootstrap, topic);
        try (Admin admin = clients.admin(adminConfig())) {
            InputTopic input = InputTopic.describe(admin, topic, answers);
            requireKept(input, survey);
            try (Producer<byte[], byte[]> producer =
                    clients.producer(producerConfig(id.transactionalId(survey.beginning())))) {
                LogPublisher publisher = new LogPublisher(producer, id, topic, format, now, clock);
                publisher.begin();
                long done = new EarlierImports(admin, answers, id).linesDone(survey, format);
                long published = publisher.publish(survey, stamping, done, progress);
                return new ImportOutcome(published, survey.events() - published, input.brokerStamps());
            }
        } catch (KafkaException e) {
            throw new ImportException(
                    "publishing to " + topic + " at " + bootstrap + " failed: " + reason(e)
                            + "; when that is settled, run the same command again: it goes on where it stopped",
                    e);
        }
    }

    private void requireKept(InputTopic input, Survey survey) throws LogException {
        if (stamping == Stamping.AS_IT_HAPPENED
                && survey.oldest().filter(oldest -> !input.keeps(oldest, now)).isPresent()) {
            throw new LogException("topic " + topic + " keeps records for "
                    + input.retention().orElseThrow().toHours()
                    + " hours by their timestamps, and lines of this log are older, so the broker would delete them"
                    + " unread; set retention.ms=-1 on the topic, or import with --late");
        }
    }

    private static String reason(KafkaException e) {
        Throwable cause = e.getCause() instanceof KafkaException inner ? inner : e;
        return cause.getClass().getSimpleName() + ": " + cause.getMessage();
    }

    private Map<String, Object> adminConfig() {
        Map<String, Object> config = new HashMap<>(client);
        config.putIfAbsent(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, "10000");
        return config;
    }

    private Map<String, Object> producerConfig(String transactionalId) {
        Map<String, Object> config = new HashMap<>(client);
        config.putIfAbsent(ProducerConfig.COMPRESSION_TYPE_CONFIG, "zstd");
        config.putIfAbsent(ProducerConfig.LINGER_MS_CONFIG, "20");
        config.putIfAbsent(ProducerConfig.BATCH_SIZE_CONFIG, "262144");
        config.putIfAbsent(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, "4194304");
        config.putIfAbsent(ProducerConfig.TRANSACTION_TIMEOUT_CONFIG, "60000");
        config.putIfAbsent(ProducerConfig.MAX_BLOCK_MS_CONFIG, "30000");
        // With more, a transaction's second batch may overtake the first while the broker adds the partition to the
        // transaction; that is retried, but the broker logs it as an error.
        config.putIfAbsent(ProducerConfig.MAX_IN_FLIGHT_REQUESTS_PER_CONNECTION, "1");
        config.put(ProducerConfig.ACKS_CONFIG, "all");
        config.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, "true");
        config.put(ProducerConfig.TRANSACTIONAL_ID_CONFIG, transactionalId);
        return config;
    }
}
