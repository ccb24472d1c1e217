package dev.waybill.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.waybill.batch.BatchEnd;
import dev.waybill.batch.BatchSettings;
import dev.waybill.batch.Counts;
import dev.waybill.batch.MapStore;
import dev.waybill.batch.MemoryBudget;
import dev.waybill.batch.Part;
import dev.waybill.batch.PartitionBatches;
import dev.waybill.batch.QuietEmitter;
import dev.waybill.catalog.reign.Unruled;
import dev.waybill.config.ExportBinder;
import dev.waybill.contract.Delivery;
import dev.waybill.contract.ExportId;
import dev.waybill.contract.Source;
import dev.waybill.export.ExportVersion;
import dev.waybill.export.Intake;
import dev.waybill.export.PartForm;
import dev.waybill.export.RowMaker;
import dev.waybill.export.Versions;
import dev.waybill.registry.InMemorySchemaLookup;
import dev.waybill.registry.RegistryUnavailableException;
import dev.waybill.registry.SchemaLookup;
import dev.waybill.select.EventFilter;
import dev.waybill.select.Expressions;
import dev.waybill.spec.ExportSpec;
import dev.waybill.spec.KindSpec;
import dev.waybill.spec.ScheduleSpec;
import dev.waybill.spec.SelectSpec;
import dev.waybill.spec.destination.FileDestination;
import dev.waybill.spec.yaml.SpecException;
import dev.waybill.window.Schedule;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/** What an export or a decoder with a fault in it does to the events and exports beside it. */
class FaultsTest {
    private static final long NOW = Instant.parse("2026-03-04T05:30:00Z").toEpochMilli();
    private static final byte[] AVRO = {0, 0, 0, 0, 1, 2};

    private final List<ClaimTicketDraft> tickets = new ArrayList<>();
    private final List<Part> parts = new ArrayList<>();
    private final List<Counts> counts = new ArrayList<>();
    private final List<Throwable> faults = new ArrayList<>();

    @Test
    void anExportWhoseFilterHasAFaultWithholdsTheEventAndTheOtherExportTakesIt() {
        deliver(right -> new Intake(null, right.rows(), right.schedule()));

        assertThat(counts).containsExactlyInAnyOrder(new Counts(1, 1, 0, 0, 0), new Counts(1, 0, 0, 0, 1));
        assertWithheldOnly();
    }

    @Test
    void anExportWhoseRedactionHasAFaultWithholdsTheEventAndTheOtherExportTakesIt() {
        deliver(right -> new Intake(right.filter(), new RowMaker(null, null), right.schedule()));

        assertThat(counts).containsExactlyInAnyOrder(new Counts(1, 1, 0, 0, 0), new Counts(1, 0, 0, 0, 1));
        assertWithheldOnly();
    }

    @Test
    void anExportWhoseScheduleHasAFaultLeavesATicketAndTheOtherExportTakesTheEvent() {
        deliver(right -> new Intake(right.filter(), right.rows(), null));

        assertThat(counts).containsExactly(new Counts(1, 1, 0, 0, 0));
        assertWithheldOnly();
    }

    @Test
    void aDecoderWithAFaultSetsTheEventAsideAndReadsTheNext() {
        // Given
        EventPath path = path(UnaryOperator.identity(), id -> {
            throw new StackOverflowError();
        });

        // When
        path.accept(0, NOW, AVRO);
        path.accept(1, NOW, event());
        finish(path);

        // Then
        assertThat(faults).hasSize(1);
        assertThat(tickets).singleElement().satisfies(ticket -> {
            assertThat(ticket.reason().code()).isEqualTo("processing-failed");
            assertThat(ticket.schemaId()).hasValue(1);
            assertThat(ticket.export()).isEmpty();
        });
        assertThat(counts).containsExactlyInAnyOrder(new Counts(1, 1, 0, 0, 0), new Counts(1, 1, 0, 0, 0));
    }

    @Test
    void aRegistryThatGivesNoAnswerIsNoFaultOfTheEvent() {
        EventPath path = path(UnaryOperator.identity(), id -> {
            throw new RegistryUnavailableException("away", null);
        });

        assertThatThrownBy(() -> path.accept(0, NOW, AVRO)).isInstanceOf(RegistryUnavailableException.class);
        assertThat(tickets).isEmpty();
    }

    /** One event to the export {@code good} and to {@code bad}, which is made faulty. */
    private void deliver(UnaryOperator<Intake> fault) {
        EventPath path = path(fault, new InMemorySchemaLookup());
        path.accept(0, NOW, event());
        finish(path);
    }

    private void assertWithheldOnly() {
        assertThat(parts).extracting(part -> part.export().export()).containsExactly("good");
        assertThat(faults).hasSize(1);
        assertThat(tickets).singleElement().satisfies(ticket -> {
            assertThat(ticket.reason().code()).isEqualTo("processing-failed");
            assertThat(ticket.export()).contains("acme/bad");
        });
    }

    private EventPath path(UnaryOperator<Intake> fault, SchemaLookup schemas) {
        ExportBinder binder = ExportBinder.forCurrentSchemas(name -> "secret");
        return EventPath.open(
                EventPaths.of(
                        TestCatalog.ruling(List.of(export("bad", "daily"), export("good", "hourly"))),
                        new FaultyVersions(binder, fault),
                        schemas,
                        BatchSettings.DEFAULT.withSpread(Duration.ZERO),
                        MemoryBudget.of(1 << 20)),
                0,
                new MapStore(),
                new Emitted(),
                System::nanoTime);
    }

    private static void finish(EventPath path) {
        PartitionBatches batches = path.batches();
        batches.time().advanceIdle(NOW + Duration.ofDays(2).toMillis());
        while (batches.work(NOW + Duration.ofDays(3).toMillis())) {
            // until all is emitted
        }
    }

    private static byte[] event() {
        return "{\"event_id\":\"e\",\"tenant\":\"acme\",\"occurred_at\":\"2026-03-04T05:30:00Z\"}"
                .getBytes(StandardCharsets.UTF_8);
    }

    /** Differs in its redactions and schedule from others, so that it shares nothing with them. */
    private static ExportSpec export(String id, String every) {
        return new ExportSpec(
                new ExportId("acme", id),
                Source.DOWNLOAD,
                true,
                SelectSpec.ALL,
                List.of(new KindSpec("drop-field", Map.of("field", every.equals("daily") ? "user_agent" : "referer"))),
                new KindSpec("csv", Map.of("compression", "none")),
                ExportSpec.DEFAULT_LAYOUT,
                new ScheduleSpec(every, ZoneOffset.UTC, Duration.ofMinutes(10)),
                8 * 1024 * 1024,
                true,
                Delivery.DEDICATED,
                new FileDestination(Path.of("/tmp/acme"), ""),
                Map.of());
    }

    private record FaultyVersions(ExportBinder binder, UnaryOperator<Intake> fault) implements Versions {
        @Override
        public ExportVersion of(String configVersion, ExportSpec spec) {
            ExportVersion right = binder.bind(configVersion, spec);
            if (!spec.exportId().export().equals("bad")) {
                return right;
            }
            Intake intake = new Intake(
                    EventFilter.compile(spec, Expressions.of(right.type())),
                    right.rows(),
                    Schedule.of(spec.schedule()));
            return new ExportVersion(
                    configVersion,
                    spec,
                    right.type(),
                    new PartForm(right.format(), right.layout(), right.partSize()),
                    () -> fault.apply(intake));
        }
    }

    private final class Emitted implements Outbox, QuietEmitter {
        @Override
        public boolean accepts(ExportVersion version) {
            return true;
        }

        @Override
        public void emit(Part part) {
            parts.add(part);
        }

        @Override
        public void finished(BatchEnd end) {
            counts.add(end.counts());
        }

        @Override
        public void quarantine(ClaimTicketDraft ticket) {
            tickets.add(ticket);
        }

        @Override
        public void unrouted(Unruled why) {
            throw new AssertionError("unrouted");
        }

        @Override
        public void fault(Throwable fault) {
            faults.add(fault);
        }

        @Override
        public void released(ExportId export) {
            throw new AssertionError(export);
        }

        @Override
        public void heldBack(ExportId export, SpecException why) {
            throw new AssertionError(why);
        }
    }
}
