package dev.waybill.format;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.contract.FormatName;
import dev.waybill.event.Event;
import dev.waybill.event.EventType;
import dev.waybill.event.Field;
import dev.waybill.event.FieldType;
import dev.waybill.format.row.PartWriter;
import dev.waybill.format.row.RowBuffer;
import dev.waybill.format.row.RowEncoder;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What every format promises, run for every kind the sealed interface permits. */
class OutputFormatContractTest {
    private static final String HOSTILE = "a\r\nb\u0000c\td\"e'f\\g,h;i|j=k\u007f\u0085\u2028\u2029 <é漢😀>%";
    private static final byte[] NOT_UTF8 = {'x', (byte) 0xff, (byte) 0xc3, '(', (byte) 0xed, (byte) 0xa0, (byte) 0x80};

    static Stream<Arguments> formatsAndTypes() {
        return Kinds.varied().flatMap(format -> Kinds.typesOf(format).map(type -> Arguments.of(format, type)));
    }

    static Stream<Arguments> defaultsAndTypes() {
        return Kinds.defaults().flatMap(format -> Kinds.typesOf(format).map(type -> Arguments.of(format, type)));
    }

    @Test
    void namesAndKindsMatchOneToOne() {
        assertThat(Kinds.defaults())
                .hasSize(FormatName.values().length)
                .allSatisfy(format -> assertThat(format.spec().name().kind())
                        .isEqualTo(kebabCase(format.getClass().getSimpleName())));
    }

    @Test
    void everyKindFitsSomeEventType() {
        assertThat(Kinds.defaults())
                .allSatisfy(format -> assertThat(Kinds.typesOf(format)).isNotEmpty());
    }

    @ParameterizedTest
    @MethodSource("formatsAndTypes")
    void aPartWithoutEventsIsValid(OutputFormat format, EventType type) {
        assertThat(Parts.count(format, Parts.write(format, type, List.of()))).isZero();
    }

    @ParameterizedTest
    @MethodSource("formatsAndTypes")
    void holdsEachEventOnce(OutputFormat format, EventType type) {
        // Given
        Random random = new Random(3);
        List<Event> events = Stream.generate(() -> SampleEvents.random(type, random))
                .limit(50)
                .toList();

        // When
        byte[] part = Parts.write(format, type, events);

        // Then
        assertThat(Parts.count(format, part)).isEqualTo(50);
    }

    @ParameterizedTest
    @MethodSource("formatsAndTypes")
    void looksAtNoOtherFieldsThanItSays(OutputFormat format, EventType type) {
        // Given
        Random random = new Random(5);
        RowEncoder encoder = format.rowEncoder(type);

        for (int i = 0; i < 50; i++) {
            Event event = SampleEvents.random(type, random);
            RowBuffer whole = new RowBuffer();
            encoder.encode(event, whole);

            // When
            event.retain(format.fields(type));
            RowBuffer retained = new RowBuffer();
            encoder.encode(event, retained);

            // Then
            assertThat(bytes(retained)).isEqualTo(bytes(whole));
        }
    }

    private static byte[] bytes(RowBuffer row) {
        return Arrays.copyOf(row.array(), row.length());
    }

    @ParameterizedTest
    @MethodSource("formatsAndTypes")
    void takesEventsWithNothingButWhatIsRequired(OutputFormat format, EventType type) {
        // Given
        List<Event> events = List.of(SampleEvents.bare(type), SampleEvents.bare(type));

        // When
        byte[] part = Parts.write(format, type, events);

        // Then
        assertThat(Parts.count(format, part)).isEqualTo(2);
    }

    @ParameterizedTest
    @MethodSource("formatsAndTypes")
    void noValueBreaksALine(OutputFormat format, EventType type) {
        // Given
        List<Event> events = List.of(
                filled(type, HOSTILE.getBytes(StandardCharsets.UTF_8)),
                filled(type, NOT_UTF8),
                filled(type, new byte[0]));

        // When
        byte[] part = Parts.write(format, type, events);

        // Then
        assertThat(Parts.count(format, part)).isEqualTo(3);
        if (Parts.isText(format)) {
            assertThat(Parts.text(format, part))
                    .endsWith("\n")
                    .doesNotContainPattern("[\\p{Cntrl}\\x{80}-\\x{9f}\\x{2028}\\x{2029}&&[^\\n\\t]]")
                    .doesNotContain("a\tb");
        }
    }

    @ParameterizedTest
    @MethodSource("defaultsAndTypes")
    void takesAFieldOfAMegabyte(OutputFormat format, EventType type) {
        // Given
        Event event = SampleEvents.of(type);
        SampleEvents.set(event, "uri", "x".repeat(1 << 20));

        // When
        byte[] part = Parts.write(format, type, List.of(event, event));

        // Then
        assertThat(Parts.count(format, part)).isEqualTo(2);
    }

    @ParameterizedTest
    @MethodSource("formatsAndTypes")
    void equalEventsGiveEqualBytes(OutputFormat format, EventType type) {
        // Given
        List<Event> events = IntStream.range(0, 200)
                .mapToObj(seed -> SampleEvents.random(type, new Random(seed)))
                .toList();

        // When
        byte[] first = Parts.write(format, type, events);
        byte[] second = Parts.write(format, type, events);

        // Then
        assertThat(first).isEqualTo(second);
    }

    @ParameterizedTest
    @MethodSource("formatsAndTypes")
    void appendsRowsToWhatTheBufferHolds(OutputFormat format, EventType type) {
        // Given
        RowBuffer alone = new RowBuffer();
        RowBuffer after = new RowBuffer();
        after.ascii("before");
        RowEncoder encoder = format.rowEncoder(type);
        encoder.encode(SampleEvents.of(type), alone);

        // When
        encoder.encode(SampleEvents.of(type), after);

        // Then
        assertThat(text(after)).isEqualTo("before" + text(alone));
    }

    static Stream<Arguments> formatsTypesAndTargets() {
        return defaultsAndTypes()
                .flatMap(arguments -> Stream.of(1024, 20_000, 100_000)
                        .map(target ->
                                Arguments.of(arguments.get()[0], arguments.get()[1], target)));
    }

    @ParameterizedTest
    @MethodSource("formatsTypesAndTargets")
    void partsStayWithinTheirSize(OutputFormat format, EventType type, int target) throws IOException {
        for (int seed = 0; seed < (target < 10_000 ? 5 : 1); seed++) {
            // Given
            Random random = new Random(seed);
            RowEncoder encoder = format.rowEncoder(type);
            RowBuffer row = new RowBuffer();
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            PartWriter writer = format.open(type, target, out);

            // When
            encoder.encode(SampleEvents.random(type, random), row);
            while (writer.fits(row.length())) {
                writer.row(row.array(), 0, row.length());
                row.clear();
                encoder.encode(SampleEvents.random(type, random), row);
            }
            writer.finish();

            // Then
            assertThat(writer.rows()).isEqualTo(Parts.count(format, out.toByteArray()));
            assertThat(writer.rows() == 1 || out.size() <= target)
                    .as("%d rows in %d bytes", writer.rows(), out.size())
                    .isTrue();
        }
    }

    @ParameterizedTest
    @MethodSource("formatsAndTypes")
    void namesItsCompression(OutputFormat format, EventType type) {
        assertThat(format.extension()).startsWith(".");
        if (Parts.isText(format)) {
            assertThat(format.extension())
                    .endsWith(
                            switch (format.spec().compression()) {
                                case NONE -> "";
                                case GZIP -> ".gz";
                                case ZSTD -> ".zst";
                            });
            assertThat(format.contentType())
                    .matches(
                            switch (format.spec().compression()) {
                                case NONE -> "(text|application)/[-a-z]+(; charset=utf-8)?";
                                case GZIP -> "application/gzip";
                                case ZSTD -> "application/zstd";
                            });
        }
    }

    private static Event filled(EventType type, byte[] text) {
        Event event = SampleEvents.bare(type);
        for (Field field : type.fields()) {
            if (field.type().isText()) {
                event.setText(field, text, 0, text.length);
            } else if (field.type() == FieldType.LONG) {
                event.setNumber(field, Integer.MAX_VALUE);
            }
        }
        return event;
    }

    private static String text(RowBuffer row) {
        return new String(row.array(), 0, row.length(), StandardCharsets.ISO_8859_1);
    }

    private static String kebabCase(String name) {
        return name.replaceAll("([a-z0-9])([A-Z])", "$1-$2").toLowerCase(Locale.ROOT);
    }
}
