package dev.waybill.redact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.waybill.contract.FieldGroup;
import dev.waybill.contract.FieldOrigin;
import dev.waybill.contract.TextKind;
import dev.waybill.event.Event;
import dev.waybill.event.EventType;
import dev.waybill.event.Field;
import dev.waybill.event.FieldSet;
import dev.waybill.event.FieldType;
import dev.waybill.kind.redaction.DropFieldSpec;
import dev.waybill.kind.redaction.DropGroupSpec;
import dev.waybill.kind.redaction.HashSpec;
import dev.waybill.kind.redaction.MaskSpec;
import dev.waybill.kind.redaction.PartOfName;
import dev.waybill.kind.redaction.TruncateIpSpec;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class RedactorTest {
    private static final String ADDRESS = "198.51.100.77";
    private static final FieldSet ALL = FieldSet.all(TestEvents.DOWNLOAD);
    private static final String KEY = "${env:ACME_HMAC}";

    static Stream<EventType> types() {
        return Stream.of(TestEvents.DOWNLOAD, TestEvents.AUDIT);
    }

    @ParameterizedTest
    @MethodSource("types")
    void noRedactedValueIsLeftAnywhere(EventType type) {
        for (int seed = 0; seed < 600; seed++) {
            // Given
            Random random = new Random(seed);
            String sentinel = sentinel(random);
            Event event = filled(type, random, sentinel);
            List<Field> secrets = textFields(type);
            secrets.removeIf(field -> field.meaning().is(TextKind.ADDRESSES));
            Field secret = secrets.get(random.nextInt(secrets.size()));
            event.setText(secret, secret.type() == FieldType.JSON ? "{\"x\":\"" + sentinel + "\"}" : sentinel);
            Redactor redactor =
                    Redactor.compile(List.of(redaction(random, secret)), type, FieldSet.all(type), TestEvents.SECRETS);
            // The search would find it.
            assertThat(found(event, sentinel)).as("seed %d", seed).isTrue();

            // When
            boolean applied = redactor.redact(event);

            // Then
            assertThat(applied).isTrue();
            if (secret.meaning().origin() == FieldOrigin.CLIENT) {
                type.fields().stream()
                        .filter(field -> field.meaning().origin() == FieldOrigin.PLATFORM)
                        .forEach(event::setNull);
            }
            assertThat(found(event, sentinel))
                    .as("seed %d, %s in %s", seed, secret.path(), TestEvents.values(event))
                    .isFalse();
        }
    }

    @ParameterizedTest
    @MethodSource("types")
    void noAddressIsLeftAnywhere(EventType type) {
        for (int seed = 0; seed < 200; seed++) {
            // Given
            Random random = new Random(seed);
            Event event = filled(type, random, ADDRESS);
            TestEvents.set(event, "ip_address", ADDRESS);
            Redactor redactor = Redactor.compile(
                    List.of(new TruncateIp(new TruncateIpSpec(24, 48))), type, FieldSet.all(type), TestEvents.SECRETS);
            assertThat(found(event, ADDRESS)).isTrue();

            // When
            boolean applied = redactor.redact(event);

            // Then
            assertThat(applied).isTrue();
            assertThat(found(event, ADDRESS)).as("seed %d", seed).isFalse();
            assertThat(TestEvents.values(event)).containsEntry("ip_address", "198.51.100.0");
        }
    }

    @ParameterizedTest
    @EnumSource(FieldGroup.class)
    void aGroupDropsItsFieldsAndNoOthers(FieldGroup group) {
        // Given
        Set<String> expected = switch (group) {
            case EULA -> Set.of("eula", "eula_number");
            case GEO ->
                Set.of(
                        "location.city",
                        "location.continent",
                        "location.country",
                        "location.country_code",
                        "location.latitude",
                        "location.longitude");
            case IP -> Set.of("ip_address", "forwarded_for", "cdn.client_port");
            case NAMESPACE -> withActedOn("namespace", "s3.bucket_owner", "s3.bucket", "s3.access_point_arn");
            case REPOSITORY -> withActedOn("repository", "s3.bucket", "s3.access_point_arn");
        };

        // When
        Set<String> dropped = Stream.of(TestEvents.DOWNLOAD, TestEvents.AUDIT)
                .flatMap(type -> new DropGroup(new DropGroupSpec(group, PartOfName.HIDE))
                        .edits(type, TestEvents.SECRETS).stream())
                .map(edit -> edit.field().path())
                .collect(Collectors.toSet());

        // Then
        assertThat(dropped).isEqualTo(expected);
    }

    private static Set<String> withActedOn(String... paths) {
        return Stream.concat(
                        Stream.of(paths),
                        Stream.of("object", "target")
                                .flatMap(thing ->
                                        Stream.of("identifier", "name", "slug").map(name -> thing + "." + name)))
                .collect(Collectors.toSet());
    }

    @Test
    void withholdsTheEventWhenAChangeFails() {
        // Given
        FieldEdit failing = FieldEdit.always(
                TestEvents.DOWNLOAD.field("uri").orElseThrow(),
                (event, field) -> {
                    throw new IllegalStateException("broken");
                },
                FieldEdit.Result.TEXT,
                PartOfName.HIDE);
        Redactor redactor = Redactor.of(List.of(failing), TestEvents.DOWNLOAD, ALL);

        // When
        boolean applied = redactor.redact(TestEvents.event(TestEvents.DOWNLOAD, Map.of("uri", "/x")));

        // Then
        assertThat(applied).isFalse();
    }

    @Test
    void oneEventLeavesNothingBehindForTheNext() {
        // Given
        Redactor redactor = Redactor.compile(
                List.of(new DropField(new DropFieldSpec("user.username", PartOfName.HIDE))),
                TestEvents.DOWNLOAD,
                ALL,
                TestEvents.SECRETS);
        redactor.redact(TestEvents.event(TestEvents.DOWNLOAD, Map.of("user.username", "bob")));
        Event next = TestEvents.event(TestEvents.DOWNLOAD, Map.of("uri", "/bob"));

        // When
        boolean applied = redactor.redact(next);

        // Then
        assertThat(applied).isTrue();
        assertThat(TestEvents.values(next)).containsOnly(Map.entry("uri", "/bob"));
    }

    @Test
    void leavesNothingButTheShownFieldsAndSearchesThoseForAllOthers() {
        // Given
        FieldSet uri = FieldSet.of(
                TestEvents.DOWNLOAD, List.of(TestEvents.DOWNLOAD.field("uri").orElseThrow()));
        Redactor redactor = Redactor.compile(
                List.of(new DropField(new DropFieldSpec("user.username", PartOfName.HIDE))),
                TestEvents.DOWNLOAD,
                uri,
                TestEvents.SECRETS);
        Event event = TestEvents.event(
                TestEvents.DOWNLOAD, Map.of("user.username", "bob", "uri", "/bob", "host", "bob.test"));

        // When
        boolean applied = redactor.redact(event);

        // Then
        assertThat(applied).isTrue();
        assertThat(TestEvents.values(event)).containsOnly(Map.entry("uri", "/-"));
    }

    @Test
    void doesNotWriteToBytesItDoesNotOwn() {
        // Given
        byte[] record = "/u/bob".getBytes(StandardCharsets.UTF_8);
        Event event = TestEvents.event(TestEvents.DOWNLOAD, Map.of("user.username", "bob"));
        event.setText(TestEvents.DOWNLOAD.field("uri").orElseThrow(), record, 0, record.length);
        Redactor redactor = Redactor.compile(
                List.of(new DropField(new DropFieldSpec("user.username", PartOfName.HIDE))),
                TestEvents.DOWNLOAD,
                ALL,
                TestEvents.SECRETS);

        // When
        redactor.redact(event);

        // Then
        assertThat(record).asString(StandardCharsets.UTF_8).isEqualTo("/u/bob");
        assertThat(TestEvents.values(event)).containsEntry("uri", "/u/-");
    }

    @Test
    void hostileTextTakesNoUnreasonableTime() {
        // Given
        String nested = "/%" + "25".repeat(20_000) + "62ob";
        Event event = TestEvents.event(
                TestEvents.DOWNLOAD,
                Map.of("user.username", "bob", "uri", nested, "extensions", "{\"a\":" + "[".repeat(100_000)));
        Redactor redactor = Redactor.compile(
                List.of(new DropField(new DropFieldSpec("user.username", PartOfName.HIDE))),
                TestEvents.DOWNLOAD,
                ALL,
                TestEvents.SECRETS);

        // When
        boolean applied = redactor.redact(event);

        // Then
        assertThat(applied).isTrue();
        assertThat(TestEvents.values(event)).containsEntry("uri", "-");
    }

    @Test
    void refusesAShortKeyWithoutShowingIt() {
        // Given
        Redaction redaction = new Hash(new HashSpec("user", KEY, PartOfName.HIDE));

        // When, Then
        assertThatThrownBy(() -> redaction.edits(TestEvents.DOWNLOAD, reference -> "hunter2"))
                .hasMessage(
                        "the secret ${env:ACME_HMAC} is shorter than 16 bytes; make one with: openssl rand -hex 32");
    }

    @Test
    void refusesAKeyInPlainTextWithoutShowingIt() {
        assertThatThrownBy(() -> new Hash(new HashSpec("user", "hunter2", PartOfName.HIDE)))
                .hasMessage("key must refer to a secret, not hold it; write \"${env:NAME}\" or \"${file:/path}\"");
    }

    /** Any value in any place a value can stand in whole; every field gets one. */
    private static Event filled(EventType type, Random random, String sentinel) {
        Event event = new Event(type);
        for (Field field : textFields(type)) {
            if (field.path().equals("ip_address")) {
                continue;
            }
            String value = disguised(random, sentinel);
            String text = switch (random.nextInt(5)) {
                case 0 -> "/a/" + value + "/b?c=d";
                case 1 -> "https://" + label(random, sentinel) + ".example.test/x?y=" + value + "&z";
                case 2 -> value;
                case 3 -> "x; y=" + value + ", z";
                default -> "nothing-here/" + random.nextInt();
            };
            String json = "{\"a\":[{\"b\":\"" + text + "\",\"c\":1}],\"d\":\"" + value + "\"}";
            event.setText(field, field.type() == FieldType.JSON ? json : text);
        }
        return event;
    }

    private static Redaction redaction(Random random, Field secret) {
        boolean text = secret.type() == FieldType.STRING;
        return switch (text ? random.nextInt(3) : 0) {
            case 0 -> new DropField(new DropFieldSpec(secret.path(), PartOfName.HIDE));
            case 1 -> new Mask(new MaskSpec(secret.path(), "***", random.nextInt(4), PartOfName.HIDE));
            default -> new Hash(new HashSpec(secret.path(), KEY, PartOfName.HIDE));
        };
    }

    private static List<Field> textFields(EventType type) {
        List<Field> fields = new ArrayList<>(type.fields());
        fields.removeIf(field -> !field.type().isText()
                || field.path().equals("event_id")
                || field.path().equals("tenant"));
        return fields;
    }

    private static String sentinel(Random random) {
        String[] alphabets = {"abcdefghijklmnopqrstuvwxyz0123456789", "abcXYZ._-", "abc @+", "äöüßñ名"};
        String alphabet = alphabets[random.nextInt(alphabets.length)];
        StringBuilder sentinel = new StringBuilder("Q");
        for (int i = 0; i < 6; i++) {
            sentinel.append(alphabet.charAt(random.nextInt(alphabet.length())));
        }
        return sentinel.append("qZ").toString();
    }

    private static String disguised(Random random, String value) {
        String text = switch (random.nextInt(3)) {
            case 0 -> value.toUpperCase(Locale.ROOT);
            case 1 -> value.toLowerCase(Locale.ROOT);
            default -> value;
        };
        for (int round = random.nextInt(4); round > 0; round--) {
            text = random.nextBoolean() ? URLEncoder.encode(text, StandardCharsets.UTF_8) : everyByte(text);
        }
        return text;
    }

    private static String label(Random random, String value) {
        boolean label = value.chars().allMatch(c -> c < 128 && Character.isLetterOrDigit(c));
        return label ? disguised(random, value) : "other";
    }

    private static String everyByte(String text) {
        StringBuilder encoded = new StringBuilder();
        for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
            encoded.append(String.format("%%%02x", b & 0xff));
        }
        return encoded.toString();
    }

    /** Searches the plain way: decodes everything repeatedly and looks for the value anywhere. */
    private static boolean found(Event event, String value) {
        String wanted = normal(value);
        for (Object text : TestEvents.values(event).values()) {
            String current = text.toString();
            for (int round = 0; round < 10; round++) {
                if (normal(current).contains(wanted)) {
                    return true;
                }
                current = decode(current);
            }
        }
        return false;
    }

    private static String normal(String text) {
        return text.replace('+', ' ').toUpperCase(Locale.ROOT).toLowerCase(Locale.ROOT);
    }

    private static String decode(String text) {
        byte[] in = text.getBytes(StandardCharsets.UTF_8);
        byte[] out = new byte[in.length];
        int length = 0;
        for (int i = 0; i < in.length; i++) {
            boolean escape = in[i] == '%'
                    && i + 2 < in.length
                    && Character.digit(in[i + 1], 16) >= 0
                    && Character.digit(in[i + 2], 16) >= 0;
            out[length++] =
                    escape ? (byte) (Character.digit(in[i + 1], 16) << 4 | Character.digit(in[i + 2], 16)) : in[i];
            i += escape ? 2 : 0;
        }
        return new String(out, 0, length, StandardCharsets.UTF_8);
    }
}
