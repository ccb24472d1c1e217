package dev.waybill.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.waybill.registry.schema.AvroWriter;
import dev.waybill.registry.schema.NoWriter;
import dev.waybill.registry.schema.WriterSchema;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.avro.Schema;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class BoundedSchemaLookupTest {
    private static final WriterSchema SCHEMA = new AvroWriter(Schema.create(Schema.Type.STRING));

    private final AtomicInteger questions = new AtomicInteger();
    private final CountDownLatch answers = new CountDownLatch(1);

    @Test
    void givesUpWaitingAndTakesTheAnswerToTheSameQuestionLater() {
        // Given
        BoundedSchemaLookup patient = new BoundedSchemaLookup(this::slowly, Duration.ofMinutes(1));
        BoundedSchemaLookup hasty = new BoundedSchemaLookup(this::slowly, Duration.ofMillis(20));

        // When
        assertThatThrownBy(() -> hasty.writerSchema(1))
                .isInstanceOf(RegistryUnavailableException.class)
                .hasMessage("the schema registry did not answer within PT0.02S");
        assertThatThrownBy(() -> hasty.writerSchema(1)).isInstanceOf(RegistryUnavailableException.class);
        int asked = questions.get();
        answers.countDown();

        // Then
        assertThat(asked).isEqualTo(1);
        assertThat(patient.writerSchema(2)).isEqualTo(SCHEMA);
    }

    @Test
    void anAnswerThatCameWhenNobodyWaitedIsNotGivenToALaterQuestion() {
        // Given
        BoundedSchemaLookup lookup = new BoundedSchemaLookup(
                id -> questions.incrementAndGet() > 1 ? SCHEMA : NoWriter.UNKNOWN, Duration.ofMinutes(1));

        // Then
        assertThat(lookup.writerSchema(1)).isEqualTo(NoWriter.UNKNOWN);
        assertThat(lookup.writerSchema(1)).isEqualTo(SCHEMA);
    }

    @Test
    void throwsWhatTheLookupThrows() {
        RegistryUnavailableException unavailable = new RegistryUnavailableException("down", null);
        StackOverflowError deep = new StackOverflowError();

        assertThatThrownBy(() -> new BoundedSchemaLookup(failing(unavailable), Duration.ofMinutes(1)).writerSchema(1))
                .isSameAs(unavailable);
        assertThatThrownBy(() -> new BoundedSchemaLookup(failing(deep), Duration.ofMinutes(1)).writerSchema(1))
                .isSameAs(deep);
    }

    private static SchemaLookup failing(Throwable failure) {
        return id -> {
            if (failure instanceof Error error) {
                throw error;
            }
            throw (RuntimeException) failure;
        };
    }

    private WriterSchema slowly(int id) {
        questions.incrementAndGet();
        try {
            answers.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return SCHEMA;
    }
}
