package dev.waybill.local.sample;

import dev.waybill.contract.EventSchemas;
import dev.waybill.contract.Source;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecord;

/** Makes audit events. */
final class Audits {
    private static final Schema SCHEMA = EventSchemas.schema(Source.AUDIT);

    /** What was done, to what. */
    private record Act(String type, String group, String kind, String objectKind) {}

    private static final List<Act> ACTS = List.of(
            new Act("package.push", "package", "create", "package"),
            new Act("user.login", "session", "action", "user"),
            new Act("token.create", "token", "create", "token"),
            new Act("token.refresh", "token", "update", "token"),
            new Act("repository.settings_update", "repository", "update", "repository"),
            new Act("package.delete", "package", "delete", "package"),
            new Act("member.role_change", "organisation", "update", "user"));
    private static final List<String> ACTORS = List.of("ana.silva", "j.tanaka", "m.weber", "ci-runner", "zoë.o'neill");
    private static final List<String> REPOSITORIES = List.of("tools-cli", "tools-sdk", "web-assets", "base-images");

    private Audits() {}

    static GenericRecord of(String tenant, Instant occurredAt, Choice choice) {
        Act act = choice.skewed(ACTS);
        City city = choice.skewed(City.ALL);
        String actor = choice.skewed(ACTORS);
        boolean refused = choice.inPercent(6);
        GenericRecord event = new GenericData.Record(SCHEMA);
        event.put("event_id", choice.uuid());
        event.put("tenant", tenant);
        event.put("occurred_at", Records.micros(occurredAt));
        event.put("recorded_at", Records.micros(occurredAt.plusMillis(choice.between(20, 4_000))));
        event.put("event_type", act.type());
        event.put("event_group", act.group());
        event.put("event_kind", act.kind());
        event.put("outcome", refused ? "denied" : "success");
        event.put("namespace", tenant);
        event.put("repository", choice.skewed(REPOSITORIES));
        event.put("actor", actor(tenant, actor));
        event.put("ip_address", city.address(choice));
        event.put("location", location(city));
        event.put("object", object(act, choice));
        event.put("context", Map.of("client", choice.inPercent(70) ? "web" : "cli"));
        event.put("detail", "{\"reason\":\"" + (refused ? "missing permission" : "requested") + "\",\"attempt\":1}");
        event.put("method", act.kind().equals("delete") ? "DELETE" : "POST");
        event.put("uri", "/v1/" + tenant + "/" + act.objectKind() + "s/");
        event.put("host", "api.example.com");
        event.put("status", refused ? 403 : 200);
        event.put("request_id", choice.id("req-", 16));
        event.put("service_name", "api");
        return event;
    }

    private static GenericRecord actor(String tenant, String name) {
        GenericRecord actor = Records.part(SCHEMA, "actor");
        actor.put("identifier", "us" + Integer.toHexString((tenant + name).hashCode()));
        actor.put("name", name);
        actor.put("kind", name.equals("ci-runner") ? "service" : "user");
        actor.put("slug", name.replace('.', '-'));
        return actor;
    }

    private static GenericRecord location(City city) {
        GenericRecord location = Records.part(SCHEMA, "location");
        location.put("city", city.name());
        location.put("country", city.country());
        location.put("country_code", city.code());
        return location;
    }

    private static GenericRecord object(Act act, Choice choice) {
        GenericRecord object = Records.part(SCHEMA, "object");
        object.put("identifier", choice.id("ob", 10));
        object.put("kind", act.objectKind());
        return object;
    }
}
