package dev.waybill.leak;

import dev.waybill.contract.EventSchemas;
import dev.waybill.contract.FieldGroup;
import dev.waybill.contract.Source;
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
import dev.waybill.redact.DropField;
import dev.waybill.redact.DropGroup;
import dev.waybill.redact.Hash;
import dev.waybill.redact.Mask;
import dev.waybill.redact.Redaction;
import dev.waybill.redact.Redactor;
import dev.waybill.redact.TruncateIp;
import dev.waybill.wire.rule.EventTypes;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;

/** An event with one value that is redacted and many texts in which it stands or almost does. */
final class LeakEvent {
    static final EventType DOWNLOAD = EventTypes.of(EventSchemas.schema(Source.DOWNLOAD));
    static final EventType AUDIT = EventTypes.of(EventSchemas.schema(Source.AUDIT));

    private static final int SHORT = 63;
    private static final Set<String> URIS = Set.of("uri", "referer", "actor.url");
    private static final Set<String> HOSTS = Set.of("host", "cdn.host_header", "client.hostname");
    private static final Set<String> ALWAYS_THERE = Set.of("event_id", "tenant");
    private static final List<String> NAMES =
            List.of("user.username", "user.identifier", "token.name", "location.city", "actor.name", "actor.slug");
    /** What a client writes, whose values are not looked for in {@link #FACTS}. */
    private static final List<String> CHOSEN = List.of("referer", "user_agent.raw", "cdn.cookie", "client.host_user");

    private static final Set<String> FACTS = Set.of(
            "event_type",
            "event_group",
            "event_kind",
            "outcome",
            "namespace",
            "repository",
            "project",
            "channel",
            "method",
            "ip_address",
            "authentication_method",
            "user.identifier",
            "user.username",
            "token.identifier",
            "token.name",
            "actor.identifier",
            "actor.name",
            "actor.kind",
            "actor.slug",
            "actor.url",
            "object.identifier",
            "object.name",
            "object.kind",
            "object.slug",
            "target.identifier",
            "target.name",
            "target.kind",
            "target.slug",
            "service_name",
            "operation_id",
            "s3.bucket_owner",
            "s3.bucket",
            "s3.requester",
            "s3.operation");

    private final Random random;
    private final PartOfName rule;
    private final Secret secret;
    private final Event event;
    private final Set<String> redacted;
    private final Redaction redaction;
    private final boolean chosen;
    private final Map<String, String> given = new HashMap<>();
    /** What must be left of the other fields; null where the field must be null. */
    private final Map<String, String> left = new HashMap<>();

    private LeakEvent(Random random) {
        this.random = random;
        this.rule = random.nextInt(6) == 0 ? PartOfName.KEEP : PartOfName.HIDE;
        EventType type = random.nextInt(3) == 0 ? AUDIT : DOWNLOAD;
        this.event = new Event(type);
        Field field;
        switch (random.nextInt(6)) {
            case 0, 1 -> {
                secret = new Secret.Address(random.nextBoolean() ? Spelling.v4(random) : Spelling.v6(random));
                boolean forwarded = type == DOWNLOAD && random.nextInt(4) == 0;
                field = field(forwarded ? "forwarded_for" : "ip_address");
                set(field, forwarded ? forwarded() : secret.plain());
                redaction = ofAddress(field.path());
                redacted = redaction instanceof DropGroup || redaction instanceof TruncateIp
                        ? Set.of("ip_address", "forwarded_for")
                        : Set.of(field.path());
                chosen = forwarded;
            }
            case 2 -> {
                secret = Secret.Id.random(random, rule);
                field = field(type == DOWNLOAD ? "user.identifier" : "actor.identifier");
                set(field, secret.plain());
                redaction = ofText(field);
                redacted = Set.of(field.path());
                chosen = false;
            }
            case 3 -> {
                secret = Secret.Word.random(random, rule);
                field = field("extensions");
                set(field, "{\"by\":" + Json.quoted(secret.plain()) + "}");
                redaction = new DropField(new DropFieldSpec("extensions", rule));
                redacted = Set.of("extensions");
                chosen = false;
            }
            default -> {
                secret = Secret.Word.random(random, rule);
                List<Field> names = (random.nextInt(6) == 0 ? CHOSEN : NAMES)
                        .stream().flatMap(path -> type.field(path).stream()).toList();
                field = names.get(random.nextInt(names.size()));
                set(field, secret.plain());
                redaction = ofText(field);
                redacted = Set.of(field.path());
                chosen = CHOSEN.contains(field.path());
            }
        }
        fill();
    }

    static LeakEvent random(Random random) {
        return new LeakEvent(random);
    }

    Event event() {
        return event;
    }

    Secret secret() {
        return secret;
    }

    /** Redacts the event; what is wrong with it afterwards, empty if nothing is. */
    List<String> redact() {
        Redactor redactor = Redactor.compile(
                List.of(redaction),
                event.type(),
                FieldSet.all(event.type()),
                reference -> "no secret, 32 bytes of key, 0123");
        if (!redactor.redact(event)) {
            return List.of("was withheld");
        }
        List<String> wrong = new ArrayList<>();
        left.forEach((path, expected) -> {
            String text = event.text(field(path));
            if (!Objects.equals(text, expected)) {
                wrong.add(path + ": <" + given.get(path) + "> became <" + text + "> instead of <" + expected + ">");
            }
        });
        return wrong;
    }

    /** Whether the value stood in another text. */
    boolean hasChanged() {
        return left.entrySet().stream().anyMatch(text -> !Objects.equals(given.get(text.getKey()), text.getValue()));
    }

    /** Whether no format cuts any of its texts, which can make one value of another. */
    boolean isShort() {
        return given.values().stream().allMatch(text -> text.codePointCount(0, text.length()) <= SHORT);
    }

    /** Leaves nothing in the event that may hold the value, so that readers must not find it anywhere. */
    void dropFacts() {
        if (chosen) {
            FACTS.stream().flatMap(path -> event.type().field(path).stream()).forEach(event::setNull);
        }
    }

    @Override
    public String toString() {
        return redaction + " of <" + secret.plain() + ">";
    }

    private String forwarded() {
        String plain = secret.plain();
        boolean v6 = plain.contains(":");
        return switch (random.nextInt(4)) {
            case 0 -> "for=" + (v6 ? "\"[" + plain + "]:4711\"" : plain) + ";proto=https";
            case 1 -> "unknown, " + (v6 ? "[" + plain + "]" : plain) + ":4711";
            case 2 -> "GET, mallory, " + plain;
            default -> plain;
        };
    }

    private Redaction ofAddress(String path) {
        return switch (random.nextInt(path.equals("ip_address") ? 4 : 3)) {
            case 0 -> new DropGroup(new DropGroupSpec(FieldGroup.IP, rule));
            case 1 -> new TruncateIp(new TruncateIpSpec(24, 48));
            case 2 -> new DropField(new DropFieldSpec(path, rule));
            default -> new Hash(new HashSpec(path, "${env:KEY}", rule));
        };
    }

    private Redaction ofText(Field field) {
        return switch (random.nextInt(3)) {
            case 0 -> new Hash(new HashSpec(field.path(), "${env:KEY}", rule));
            case 1 -> new Mask(new MaskSpec(field.path(), "***", 0, rule));
            default -> new DropField(new DropFieldSpec(field.path(), rule));
        };
    }

    private void fill() {
        event.setText(field("event_id"), "e-0192");
        event.setText(field("tenant"), "acme");
        event.setNumber(field("occurred_at"), 1_772_600_767_000_000L);
        List<Field> fields = event.type().fields().stream()
                .filter(field -> field.type().isText()
                        && !ALWAYS_THERE.contains(field.path())
                        && !redacted.contains(field.path()))
                .toList();
        for (int i = 4 + random.nextInt(5); i > 0; i--) {
            Field field = fields.get(random.nextInt(fields.size()));
            boolean factOfUri = chosen && FACTS.contains(field.path()) && URIS.contains(field.path());
            if (!given.containsKey(field.path()) && !factOfUri) {
                fill(field);
            }
        }
    }

    private void fill(Field field) {
        String path = field.path();
        boolean fact = chosen && FACTS.contains(path);
        if (field.type() == FieldType.JSON) {
            Json json = Json.random(random, secret, rule);
            set(field, json.text());
            left.put(path, json.left());
            return;
        }
        Composition text;
        if (URIS.contains(path)) {
            text = Composition.uri(random, secret, rule);
        } else {
            text = HOSTS.contains(path)
                    ? Composition.host(random, secret, rule)
                    : Composition.text(random, secret, rule);
        }
        set(field, text.text());
        left.put(path, fact ? text.text() : text.left());
    }

    private void set(Field field, String text) {
        given.put(field.path(), text);
        event.setText(field, text);
    }

    private Field field(String path) {
        return event.type().field(path).orElseThrow();
    }
}
