package dev.waybill.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.batch.BatchSettings;
import dev.waybill.batch.MapStore;
import dev.waybill.batch.MemoryBudget;
import dev.waybill.batch.Part;
import dev.waybill.batch.PartitionBatches;
import dev.waybill.batch.QuietEmitter;
import dev.waybill.contract.ExportId;
import dev.waybill.contract.Source;
import dev.waybill.export.ExportVersion;
import dev.waybill.ledger.ExportHeldBack;
import dev.waybill.ledger.LedgerEntry;
import dev.waybill.ledger.LedgerSource;
import dev.waybill.spec.yaml.Place;
import dev.waybill.spec.yaml.Problem;
import dev.waybill.spec.yaml.SpecException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class HeldBackNoticesTest {
    private static final LedgerSource FROM = new LedgerSource("waybill", Source.DOWNLOAD, 3);
    private static final ExportId EXPORT = new ExportId("acme", "downloads");
    private static final Instant START = Instant.parse("2026-03-04T05:00:00Z");
    private static final SpecException MISSING = why("the secret ACME_HMAC is missing");

    private final List<LedgerEntry> ledger = new ArrayList<>();
    private final PartitionBatches batches = PartitionBatches.open(
            3,
            new MapStore(),
            BatchSettings.DEFAULT,
            MemoryBudget.of(1 << 20),
            new QuietEmitter() {
                @Override
                public boolean accepts(ExportVersion version) {
                    return true;
                }

                @Override
                public void emit(Part part) {
                    throw new AssertionError("nothing is emitted");
                }
            },
            System::nanoTime,
            (version, spec) -> {
                throw new AssertionError("nothing is stored");
            });
    private final HeldBackNotices notices = new HeldBackNotices(FROM, batches.lagging(), ledger::add);

    @Test
    void isToldWhenItBeginsAndAgainWhileItLasts() {
        for (int minutes = 0; minutes < 121; minutes++) {
            tell(minutes, Map.of(EXPORT, MISSING));
        }

        assertThat(ledger)
                .hasSize(3)
                .containsOnly(
                        new ExportHeldBack(FROM, EXPORT, START, "redact[0].key: the secret ACME_HMAC is missing"));
    }

    @Test
    void isToldWhenTheReasonChangesAndWhenItBeginsAnew() {
        tell(0, Map.of(EXPORT, MISSING));
        tell(1, Map.of(EXPORT, why("the key is another than was meant")));
        tell(2, Map.of());
        tell(3, Map.of(EXPORT, MISSING));

        assertThat(ledger)
                .containsExactly(
                        new ExportHeldBack(FROM, EXPORT, START, "redact[0].key: the secret ACME_HMAC is missing"),
                        new ExportHeldBack(FROM, EXPORT, START, "redact[0].key: the key is another than was meant"),
                        new ExportHeldBack(
                                FROM,
                                EXPORT,
                                START.plusSeconds(180),
                                "redact[0].key: the secret ACME_HMAC is missing"));
    }

    @Test
    void whatArrivedAfterTheLastEventThatWasTakenWaits() {
        batches.begin(0, START.minusSeconds(30).toEpochMilli());
        batches.end();
        batches.begin(1, START.minusSeconds(20).toEpochMilli());
        batches.lagging().holdBack(batches.lane(EXPORT));
        batches.end();

        tell(0, Map.of(EXPORT, MISSING));

        assertThat(ledger)
                .singleElement()
                .isInstanceOfSatisfying(
                        ExportHeldBack.class, held -> assertThat(held.since()).isEqualTo(START.minusSeconds(30)));
    }

    private void tell(int minutes, Map<ExportId, SpecException> heldBack) {
        notices.tell(START.plus(Duration.ofMinutes(minutes)).toEpochMilli(), heldBack);
    }

    private static SpecException why(String message) {
        return new SpecException(List.of(Problem.at(Place.of("acme/downloads", "redact[0].key"), message)));
    }
}
