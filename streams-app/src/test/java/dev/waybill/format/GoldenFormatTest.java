package dev.waybill.format;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.event.Event;
import dev.waybill.event.EventType;
import dev.waybill.kind.format.Compression;
import dev.waybill.kind.format.FormatSpec;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The bytes of every text format for three events: a usual one, one with nothing but what is required, and one with
 * text that needs escaping. {@code -Dgolden.rewrite=true} rewrites the files under {@code src/test/resources/golden}.
 */
class GoldenFormatTest {
    private static final Path GOLDEN = Path.of("src/test/resources/golden/format");

    static Stream<Arguments> textFormatsAndTypes() {
        return Kinds.varied()
                .filter(Parts::isText)
                .filter(format -> format.spec().compression() == Compression.NONE || isVariedOtherwise(format))
                .flatMap(format -> Kinds.typesOf(format).map(type -> Arguments.of(format, type)));
    }

    private static boolean isVariedOtherwise(OutputFormat format) {
        return format.spec().compression() == Compression.GZIP && !format.spec().equals(Kinds.defaultOf(format.spec()));
    }

    @ParameterizedTest
    @MethodSource("textFormatsAndTypes")
    void writesTheBytesThatReadersRelyOn(OutputFormat format, EventType type) throws IOException {
        // Given
        Event awkward = SampleEvents.of(type);
        SampleEvents.set(awkward, "uri", "/a b/é?q=\"1\"&r=50%25\n");
        SampleEvents.set(awkward, "referer", "https://example.test/?a=1,2");
        SampleEvents.set(awkward, "user_agent.raw", "Mozilla/5.0 (X11; \"é\") \\ 100%");
        List<Event> events = List.of(SampleEvents.of(type), SampleEvents.bare(type), awkward);

        // When
        String text = Parts.text(format, Parts.write(format, type, events));

        // Then
        Path file = GOLDEN.resolve(fileName(format, type));
        if (Boolean.getBoolean("golden.rewrite")) {
            Files.createDirectories(GOLDEN);
            Files.writeString(file, text);
        }
        assertThat(text).isEqualTo(Files.readString(file, StandardCharsets.UTF_8));
    }

    private static String fileName(OutputFormat format, EventType type) {
        StringBuilder name = new StringBuilder(format.spec().name().kind());
        if (format.spec().compression() != Compression.NONE) {
            FormatSpec standard = Kinds.defaultOf(format.spec());
            Stream.of(standard.getClass().getRecordComponents())
                    .map(component -> Kinds.component(format.spec(), component))
                    .filter(value -> Stream.of(standard.getClass().getRecordComponents())
                            .map(component -> Kinds.component(standard, component))
                            .noneMatch(value::equals))
                    .forEach(value -> name.append('-').append(value.toString().toLowerCase(Locale.ROOT)));
        }
        return name + (type == SampleEvents.AUDIT ? "-audit" : "-download") + ".txt";
    }
}
