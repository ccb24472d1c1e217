package dev.waybill.redact;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.contract.FieldGroup;
import dev.waybill.event.Event;
import dev.waybill.event.Field;
import dev.waybill.event.FieldSet;
import dev.waybill.event.FieldType;
import dev.waybill.kind.redaction.DropFieldSpec;
import dev.waybill.kind.redaction.DropGroupSpec;
import dev.waybill.kind.redaction.PartOfName;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The work for an event grows with its size, whatever somebody puts into it. Counts steps, never time. */
class RedactionCostTest {
    private static final int SIZE = 1 << 14;
    /** The most expensive shape takes about half as many steps for a byte. */
    private static final int STEPS_PER_BYTE = 20;

    /** An event whose size is chosen, and how it is redacted. */
    record Shape(String name, List<Redaction> redactions, IntFunction<Event> event) {
        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<Shape> shapes() {
        return Stream.of(
                shape("many forwarded addresses", group(FieldGroup.IP), n -> {
                    String entries =
                            join(n / 12, ", ", i -> "10." + (i >> 16) + "." + (i >> 8 & 255) + "." + (i & 255));
                    return texts("forwarded_for", entries, "uri", "/" + entries, "ref", "x ".repeat(n / 2));
                }),
                shape("many forwarded IPv6 addresses", group(FieldGroup.IP), n -> {
                    String entries = join(n / 16, ", ", i -> "2001:db8::" + Integer.toHexString(i));
                    return texts("forwarded_for", entries, "uri", "/" + entries, "ref", "1:".repeat(n / 2));
                }),
                shape("made-up forwarded entries", group(FieldGroup.IP), n -> {
                    String entries = join(n / 4, ",", i -> "a" + i % 10);
                    return texts(
                            "forwarded_for", entries, "ip_address", "::1", "uri", entries, "ref", "::".repeat(n / 2));
                }),
                shape(
                        "one address, digits and dots",
                        field("ip_address"),
                        n -> texts(
                                "ip_address",
                                "1.1.1.1",
                                "uri",
                                "1.".repeat(n / 2),
                                "ref",
                                "//0".repeat(n / 3),
                                "region",
                                "@1".repeat(n / 2),
                                "s3.key",
                                "0".repeat(n))),
                shape("many values and many words", field("extensions"), n -> {
                    String words = join(n / 6, "\",\"", i -> "w" + i);
                    return texts("extensions", "[\"" + words + "\"]", "uri", words, "ref", words.replace('w', 'v'));
                }),
                shape("values that are the ends of others", field("extensions"), n -> {
                    int count = (int) Math.sqrt(n);
                    String values = join(count, "\",\"", i -> ("a".repeat(i % 2 + 1) + " ").repeat(i / 2) + "a");
                    return texts(
                            "extensions",
                            "[\"" + values + "\"]",
                            "uri",
                            "aa ".repeat(n / 3),
                            "ref",
                            "a ".repeat(n / 2));
                }),
                shape(
                        "one long value that almost stands there",
                        field("s3.key"),
                        n -> texts(
                                "s3.key",
                                "a ".repeat(n / 4) + "b",
                                "uri",
                                "a ".repeat(n / 2),
                                "ref",
                                "a ".repeat(n / 4) + "b")),
                shape(
                        "values with the same beginning",
                        field("extensions"),
                        n -> texts(
                                "extensions",
                                "[\"aaaaaaaaaaaaaaac\",\"aaaaaaaaaaaaaaad\",\"aaaaaaaaaaaaaaae\"]",
                                "package.tags",
                                "[\"" + join(n / 4, "\",\"", i -> "a") + "\"]",
                                "uri",
                                "/" + "a".repeat(n) + "cde")),
                shape(
                        "numbers in JSON",
                        field("extensions"),
                        n -> texts(
                                "extensions",
                                "[" + join(n / 6, ",", i -> "1" + i + "e1") + "]",
                                "package.tags",
                                "[" + join(n / 6, ",", i -> "2" + i + ".0") + "]")),
                shape(
                        "marks without letters",
                        field("user.username"),
                        n -> texts(
                                "user.username",
                                "José",
                                "uri",
                                "\u0301".repeat(n / 2),
                                "ref",
                                "\u05b0\u05b1".repeat(n / 4),
                                "region",
                                "\u0e48".repeat(n / 3),
                                "s3.key",
                                "e" + "\u0323\u0301".repeat(n / 4))),
                shape(
                        "marks in values",
                        field("user.username"),
                        n -> texts(
                                "user.username",
                                "e\u0301\u0323\u05b1\u05b0".repeat(n / 9),
                                "ref",
                                "e\u05b1\u05b0\u0e48".repeat(n / 8))),
                shape(
                        "characters that stand for several",
                        field("user.username"),
                        n -> texts(
                                "user.username",
                                "株式会社",
                                "ref",
                                "㍿".repeat(n / 3),
                                "region",
                                "\ufdfa".repeat(n / 3),
                                "s3.key",
                                "ß".repeat(n / 2),
                                "edge",
                                "각".repeat(n / 3))),
                shape(
                        "letters outside ASCII",
                        field("user.username"),
                        n -> texts(
                                "user.username",
                                "張偉",
                                "ref",
                                "張".repeat(n / 3),
                                "region",
                                "Ж".repeat(n / 2),
                                "s3.key",
                                "𝒳".repeat(n / 4))),
                shape(
                        "encoded often",
                        field("user.username"),
                        n -> texts(
                                "user.username",
                                "%25".repeat(n / 3) + "41",
                                "s3.key",
                                "%" + "25".repeat(n / 2) + "62ob",
                                "ref",
                                "%2525252541".repeat(n / 11),
                                "uri",
                                "/?" + "%41".repeat(n / 3))),
                shape(
                        "Punycode",
                        field("user.username"),
                        n -> texts(
                                "user.username",
                                "jos\u00e9",
                                "ref",
                                "xn--jos-dma.".repeat(n / 12),
                                "region",
                                "xn--".repeat(n / 4),
                                "s3.key",
                                ("xn--" + "a".repeat(59) + ".").repeat(n / 64))),
                shape(
                        "hosts",
                        List.of(new DropField(new DropFieldSpec("user.username", PartOfName.KEEP))),
                        n -> texts(
                                "user.username",
                                "b.o.b",
                                "ref",
                                "//b.".repeat(n / 4),
                                "uri",
                                "http://b.o.b/".repeat(n / 13),
                                "s3.key",
                                "b.o.b".repeat(n / 5))),
                shape(
                        "no JSON",
                        field("user.username"),
                        n -> texts(
                                "user.username",
                                "bob",
                                "extensions",
                                "[".repeat(n),
                                "package.tags",
                                "\"\\u0062ob\",".repeat(n / 11))));
    }

    @ParameterizedTest
    @MethodSource("shapes")
    void growsWithTheSizeOfTheEventOnly(Shape shape) {
        // When
        long steps = steps(shape, SIZE);
        long ofFourTimesTheSize = steps(shape, 4 * SIZE);

        // Then
        assertThat(steps).isPositive();
        assertThat(ofFourTimesTheSize).isLessThan(steps * 9 / 2);
        assertThat(ofFourTimesTheSize).isLessThan((long) STEPS_PER_BYTE * size(shape.event.apply(4 * SIZE)));
    }

    private static long steps(Shape shape, int size) {
        Redactor redactor = Redactor.compile(
                shape.redactions, TestEvents.DOWNLOAD, FieldSet.all(TestEvents.DOWNLOAD), TestEvents.SECRETS);
        assertThat(redactor.redact(shape.event.apply(size))).isTrue();
        return redactor.steps();
    }

    static int size(Event event) {
        int size = 0;
        for (Field field : event.type().fields()) {
            boolean text = field.type() == FieldType.STRING || field.type() == FieldType.JSON;
            size += text && !event.isNull(field) ? event.length(field) : 0;
        }
        return size;
    }

    private static Shape shape(String name, List<Redaction> redactions, IntFunction<Event> event) {
        return new Shape(name, redactions, event);
    }

    private static List<Redaction> group(FieldGroup group) {
        return List.of(new DropGroup(new DropGroupSpec(group, PartOfName.HIDE)));
    }

    private static List<Redaction> field(String path) {
        return List.of(new DropField(new DropFieldSpec(path, PartOfName.HIDE)));
    }

    private static String join(int count, String separator, IntFunction<String> element) {
        return IntStream.range(0, count).mapToObj(element).collect(Collectors.joining(separator));
    }

    private static Event texts(String... pathsAndTexts) {
        Event event = new Event(TestEvents.DOWNLOAD);
        for (int i = 0; i < pathsAndTexts.length; i += 2) {
            TestEvents.set(event, pathsAndTexts[i], pathsAndTexts[i + 1]);
        }
        return event;
    }
}
