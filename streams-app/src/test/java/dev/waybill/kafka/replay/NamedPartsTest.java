package dev.waybill.kafka.replay;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.batch.Part;
import dev.waybill.contract.ExportId;
import dev.waybill.contract.PartHeaders;
import dev.waybill.contract.Sha256;
import dev.waybill.window.Window;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.processor.api.MockProcessorContext;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.Record;
import org.junit.jupiter.api.Test;

class NamedPartsTest {
    private static final Instant START = Instant.parse("2026-03-04T05:00:00Z");
    private static final ExportId EXPORT = new ExportId("acme", "downloads");

    private final MockProcessorContext<byte[], Object> context = new MockProcessorContext<>();

    @Test
    void whatTheLedgerNamesGoesWhereItWas() {
        process(DeliveredParts.Verdict.NAMED);

        assertThat(context.forwarded("topics")).singleElement().satisfies(forward -> {
            Headers headers = forward.record().headers();
            assertThat(text(headers, PartHeaders.OBJECT)).isEqualTo("hour=05/part.csv");
            assertThat(text(headers, PartHeaders.REPLAY)).isEqualTo("r1");
        });
        assertThat(context.forwarded("notes"))
                .extracting(
                        forward -> ReplayNote.parse((byte[]) forward.record().value()))
                .containsExactly(new PartWritten(EXPORT, START, false, "hour=05/part.csv", 7, 3, Sha256.hex("a,b")));
    }

    @Test
    void whatItDoesNotNameStaysAndIsNoted() {
        process(DeliveredParts.Verdict.OTHER);

        assertThat(context.forwarded("topics")).isEmpty();
        assertThat(context.forwarded("notes"))
                .extracting(
                        forward -> ReplayNote.parse((byte[]) forward.record().value()))
                .containsExactly(new PartDiffers(EXPORT, START, "hour=05/part.csv"));
    }

    @Test
    void whatLiveDeliveryWillDeliverIsLeftToIt() {
        process(DeliveredParts.Verdict.LIVE);

        assertThat(context.forwarded()).isEmpty();
    }

    private void process(DeliveredParts.Verdict verdict) {
        Processor<byte[], Part, byte[], Object> comparing =
                new NamedParts("r1", part -> verdict).parts("topics", "notes").get();
        comparing.init(context);
        context.setCurrentSystemTimeMs(1);
        Headers headers =
                new RecordHeaders().add(PartHeaders.OBJECT, "hour=05/part.csv".getBytes(StandardCharsets.UTF_8));
        Part part = new Part(
                EXPORT,
                "export.acme.downloads",
                new Window(START, START.plusSeconds(3600)),
                Optional.empty(),
                0,
                7,
                "hour=05/part.csv",
                "text/csv",
                "0a1b2c3d4e5f",
                Sha256.hex("a,b"),
                "a,b".getBytes(StandardCharsets.UTF_8));
        comparing.process(new Record<>(null, part, 1, headers));
    }

    private static String text(Headers headers, String name) {
        return new String(headers.lastHeader(name).value(), StandardCharsets.UTF_8);
    }
}
