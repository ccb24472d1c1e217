package dev.waybill.imports;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.waybill.contract.EventSchemas;
import dev.waybill.event.Event;
import dev.waybill.registry.InMemorySchemaLookup;
import dev.waybill.spec.Source;
import dev.waybill.wire.EventDecoder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LogPublisherTest {
    private static final Instant NOW = Instant.parse("2026-03-05T00:00:00Z");
    private static final String LINE =
            "203.0.113.9 - us31Qe [04/Mar/2026:05:06:07 +0000] \"GET /a%20b HTTP/1.1\" 200 48213 \"-\" \"p\\\"ip\"\n";

    private final MockProducer<byte[], byte[]> producer =
            new MockProducer<>(true, null, new ByteArraySerializer(), new ByteArraySerializer());
    private final List<Long> progress = new ArrayList<>();

    @TempDir
    private Path folder;

    @Test
    void identicalLinesAreEventsOfTheirOwnThatTheDecoderAccepts() throws IOException {
        // Given
        Survey survey = survey(LINE + "garbage\n" + LINE);

        // When
        long published = publisher(survey).publish(survey, Stamping.AS_IT_HAPPENED, 0, progress::add);

        // Then
        assertThat(published).isEqualTo(2);
        EventDecoder decoder = new EventDecoder(EventSchemas.schema(Source.DOWNLOAD), new InMemorySchemaLookup());
        List<String> ids = new ArrayList<>();
        for (ProducerRecord<byte[], byte[]> record : producer.history()) {
            Event event = new Event(decoder.eventType());
            assertThat(decoder.decode(record.value(), event)).isEmpty();
            assertThat(decoder.ignoredMembers()).isZero();
            assertThat(text(event, "tenant")).isEqualTo("acme");
            assertThat(text(event, "uri")).isEqualTo("/a%20b");
            assertThat(text(event, "user.identifier")).isEqualTo("us31Qe");
            assertThat(text(event, "user_agent.raw")).isEqualTo("p\"ip");
            assertThat(text(event, "referer")).isEqualTo("null");
            ids.add(text(event, "event_id"));
            assertThat(record.key()).isEqualTo("acme".getBytes(UTF_8));
            assertThat(record.timestamp())
                    .isEqualTo(Instant.parse("2026-03-04T05:06:07Z").toEpochMilli());
        }
        assertThat(ids).containsExactly(survey.shortHash() + "-1", survey.shortHash() + "-3");
    }

    @Test
    void lateImportsAreStampedNow() throws IOException {
        // Given
        Survey survey = survey(LINE);

        // When
        publisher(survey).publish(survey, Stamping.NOW, 0, progress::add);

        // Then
        assertThat(producer.history().get(0).timestamp()).isEqualTo(NOW.toEpochMilli());
    }

    @Test
    void linesDoneAreCommittedWithTheEventsAndNeverPublishedAgain() throws IOException {
        // Given
        int lines = 2 * LogPublisher.LINES_PER_TRANSACTION + 1;
        Survey survey = survey(LINE.repeat(lines));
        LogPublisher publisher = publisher(survey);

        // When
        publisher.publish(survey, Stamping.AS_IT_HAPPENED, 0, progress::add);
        long again = publisher.publish(survey, Stamping.AS_IT_HAPPENED, lines, progress::add);

        // Then
        assertThat(again).isZero();
        assertThat(progress).containsExactly(5_000L, 10_000L, 10_001L);
        assertThat(producer.commitCount()).isEqualTo(3);
        assertThat(producer.history()).hasSize(lines);
        assertThat(producer.consumerGroupOffsetsHistory())
                .last()
                .satisfies(groups -> assertThat(groups.get("waybill-import.acme." + survey.shortHash())
                                .get(new TopicPartition("download-events", 0))
                                .offset())
                        .isEqualTo(lines));
    }

    @Test
    void anInterruptedImportGoesOnWhereItStopped() throws IOException {
        // Given
        Survey survey = survey(IntStream.range(0, LogPublisher.LINES_PER_TRANSACTION + 10)
                .mapToObj(i -> LINE.replace("48213", "" + i))
                .reduce("", String::concat));
        LogPublisher publisher = publisher(survey);

        // When
        assertThatThrownBy(() -> publisher.publish(survey, Stamping.NOW, 0, done -> {
                    progress.add(done);
                    producer.commitTransactionException = new KafkaException("broker gone");
                }))
                .isInstanceOf(KafkaException.class);
        producer.commitTransactionException = null;
        producer.abortTransaction();
        publisher.publish(survey, Stamping.NOW, progress.get(0), progress::add);

        // Then
        assertThat(producer.history()).hasSize(LogPublisher.LINES_PER_TRANSACTION + 10);
    }

    private LogPublisher publisher(Survey survey) {
        LogPublisher publisher = new LogPublisher(
                producer,
                new ImportId("acme", survey.shortHash()),
                "download-events",
                new LogEvents(AccessLogFormat.COMBINED, NOW),
                Clock.fixed(NOW, ZoneOffset.UTC));
        publisher.begin();
        return publisher;
    }

    private Survey survey(String content) throws IOException {
        Path log = Files.writeString(folder.resolve("access.log"), content);
        return new Surveyor(AccessLogFormat.COMBINED, NOW).survey(LogSource.file(log), folder);
    }

    private static String text(Event event, String path) {
        return String.valueOf(event.text(event.type().field(path).orElseThrow()));
    }
}
