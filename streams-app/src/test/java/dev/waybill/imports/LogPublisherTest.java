package dev.waybill.imports;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.waybill.contract.EventSchemas;
import dev.waybill.contract.Source;
import dev.waybill.event.Event;
import dev.waybill.imports.log.Combined;
import dev.waybill.imports.log.NginxMain;
import dev.waybill.registry.InMemorySchemaLookup;
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
        long published = begun().publish(survey, Stamping.AS_IT_HAPPENED, 0, progress::add);

        // Then
        assertThat(published).isEqualTo(2);
        EventDecoder decoder = new EventDecoder(EventSchemas.schema(Source.DOWNLOAD), new InMemorySchemaLookup());
        List<String> ids = new ArrayList<>();
        for (ProducerRecord<byte[], byte[]> record : producer.history()) {
            Event event = new Event(decoder.eventType());
            assertThat(decoder.decode(record.value(), event)).isEmpty();
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
        assertThat(ids.get(0)).matches("[0-9a-f]{24}-1");
        assertThat(ids.get(1)).isEqualTo(survey.name() + "-3");
    }

    @Test
    void lateImportsAreStampedNow() throws IOException {
        // Given
        Survey survey = survey(LINE);

        // When
        begun().publish(survey, Stamping.NOW, 0, progress::add);

        // Then
        assertThat(producer.history().get(0).timestamp()).isEqualTo(NOW.toEpochMilli());
    }

    @Test
    void linesDoneAreCommittedWithTheEventsAndNeverPublishedAgain() throws IOException {
        // Given
        int lines = 2 * Survey.LINES_PER_MARK + 1;
        Survey survey = survey(LINE.repeat(lines));
        LogPublisher publisher = begun();

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
                .satisfies(groups -> assertThat(groups.get("waybill-import.acme.combined." + survey.name())
                                .get(new TopicPartition("download-events", 0))
                                .offset())
                        .isEqualTo(lines));
    }

    @Test
    void anInterruptedImportGoesOnWhereItStopped() throws IOException {
        // Given
        Survey survey = survey(IntStream.range(0, Survey.LINES_PER_MARK + 10)
                .mapToObj(i -> LINE.replace("48213", "" + i))
                .reduce("", String::concat));
        LogPublisher publisher = begun();

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
        assertThat(producer.history()).hasSize(Survey.LINES_PER_MARK + 10);
    }

    @Test
    void aLogThatHasGrownHasTheSameIdsAndMore() throws IOException {
        // Given
        Survey before = survey(LINE.repeat(3));
        begun().publish(before, Stamping.NOW, 0, progress::add);
        List<String> idsBefore = ids();
        producer.clear();
        Survey grown = survey(LINE.repeat(5));

        // When
        begun().publish(grown, Stamping.NOW, 0, progress::add);

        // Then
        assertThat(ids())
                .startsWith(idsBefore.toArray(String[]::new))
                .hasSize(5)
                .doesNotHaveDuplicates();
    }

    @Test
    void onlyLinesThatAreNotDoneArePublished() throws IOException {
        // Given
        Survey survey = survey(LINE.repeat(5));

        // When
        long published = begun().publish(survey, Stamping.NOW, 3, progress::add);

        // Then
        assertThat(published).isEqualTo(2);
        assertThat(ids()).allMatch(id -> id.endsWith("-4") || id.endsWith("-5"));
    }

    @Test
    void anotherFormatMakesOtherEvents() throws IOException {
        // Given
        String line = LINE.strip() + " \"198.51.100.7\"\n";
        Path log = Files.writeString(folder.resolve("access.log"), line);
        Survey survey = new Surveyor(new NginxMain(), NOW).survey(LogSource.file(log), folder);
        LogPublisher publisher = new LogPublisher(
                producer,
                new ImportId("acme", "nginx-main"),
                "download-events",
                new NginxMain(),
                NOW,
                Clock.fixed(NOW, ZoneOffset.UTC));
        publisher.begin();

        // When
        publisher.publish(survey, Stamping.NOW, 0, progress::add);

        // Then
        assertThat(ids()).containsExactly(survey.name() + "-1");
        assertThat(survey.name()).isNotEqualTo(survey(line).name());
    }

    @Test
    void whatIsPublishedIsWhatWasSurveyed() throws IOException {
        // Given
        Survey survey = survey(LINE.repeat(Survey.LINES_PER_MARK + 3));
        Files.writeString(
                folder.resolve("access.log"), LINE.replace("48213", "1") + LINE.repeat(Survey.LINES_PER_MARK + 2));

        // When
        assertThatThrownBy(() -> begun().publish(survey, Stamping.NOW, 0, progress::add))
                .isInstanceOf(LogException.class)
                .hasMessage("it has changed while it was read; run the same command again");

        // Then
        assertThat(producer.history()).isEmpty();
        assertThat(producer.consumerGroupOffsetsHistory()).isEmpty();
    }

    @Test
    void whatALogGainsWhileItIsImportedIsLeftForTheNextImport() throws IOException {
        // Given
        Survey survey = survey(LINE.repeat(2));
        Files.writeString(folder.resolve("access.log"), LINE.repeat(4));

        // When
        long published = begun().publish(survey, Stamping.NOW, 0, progress::add);

        // Then
        assertThat(published).isEqualTo(2);
    }

    private List<String> ids() throws IOException {
        List<String> ids = new ArrayList<>();
        for (ProducerRecord<byte[], byte[]> record : producer.history()) {
            ids.add(new ObjectMapper().readTree(record.value()).path("event_id").asText());
        }
        return ids;
    }

    private LogPublisher begun() {
        if (producer.transactionInitialized()) {
            return publisher();
        }
        LogPublisher publisher = publisher();
        publisher.begin();
        return publisher;
    }

    private LogPublisher publisher() {
        return new LogPublisher(
                producer,
                new ImportId("acme", "combined"),
                "download-events",
                new Combined(),
                NOW,
                Clock.fixed(NOW, ZoneOffset.UTC));
    }

    private Survey survey(String content) throws IOException {
        Path log = Files.writeString(folder.resolve("access.log"), content);
        return new Surveyor(new Combined(), NOW).survey(LogSource.file(log), folder);
    }

    private static String text(Event event, String path) {
        return String.valueOf(event.text(event.type().field(path).orElseThrow()));
    }
}
