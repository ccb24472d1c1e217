package dev.waybill.local.sample;

import dev.waybill.contract.EventSchemas;
import dev.waybill.contract.Source;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecord;
import org.jspecify.annotations.Nullable;

/** Makes download events. */
final class Downloads {
    private static final Schema SCHEMA = EventSchemas.schema(Source.DOWNLOAD);
    private static final List<String> REPOSITORIES = List.of("tools-cli", "tools-sdk", "web-assets", "base-images");
    private static final List<String> PACKAGES =
            List.of("widget", "gearbox", "lantern", "compass", "anvil", "thimble", "sextant", "bellows");
    private static final List<String> USERS =
            List.of("build-bot", "ci-runner", "ana.silva", "j.tanaka", "m.weber", "deploy", "zoë.o'neill");
    private static final List<String> METHODS = List.of("token", "entitlement", "basic", "oidc");
    private static final List<String> CACHE = List.of("Hit", "Hit", "Hit", "RefreshHit", "Miss");

    private Downloads() {}

    static GenericRecord of(String tenant, Instant occurredAt, Choice choice) {
        Agent agent = choice.skewed(Agent.ALL);
        City city = choice.skewed(City.ALL);
        String repository = choice.skewed(REPOSITORIES);
        String name = choice.skewed(PACKAGES);
        String version = (1 + choice.below(3)) + "." + choice.below(10) + "." + choice.below(5);
        String uri = "/" + tenant + "/" + repository + "/" + agent.format() + "/" + name + "/" + name + "-" + version
                + agent.extension() + (choice.inPercent(4) ? "?q=release%20notes&sort=\"new\"" : "");
        int status = status(choice);
        String edgeResponse = choice.of(CACHE);
        GenericRecord event = new GenericData.Record(SCHEMA);
        put(event, "event_id", choice.uuid());
        put(event, "tenant", tenant);
        put(event, "occurred_at", micros(occurredAt));
        put(event, "recorded_at", micros(occurredAt.plusMillis(choice.between(400, 90_000))));
        put(event, "event_type", "artifact_downloaded");
        put(event, "namespace", tenant);
        put(event, "repository", repository);
        put(event, "region", city.edge().substring(0, 3).toLowerCase(Locale.ROOT));
        put(event, "method", choice.inPercent(8) ? "HEAD" : "GET");
        put(event, "uri", uri);
        put(event, "protocol", choice.inPercent(60) ? "HTTP/2.0" : "HTTP/1.1");
        put(event, "host", "dl." + tenant + ".example.com");
        put(event, "status", status);
        put(event, "bytes", status == 200 ? choice.between(900, 40_000_000) : status == 304 ? 0L : 312L);
        put(event, "referer", agent.isBrowser() ? "https://www.example.com/downloads?from=" + tenant : null);
        put(event, "request_id", choice.id("req-", 16));
        put(event, "time_taken_ms", choice.between(3, 2_500));
        put(event, "ip_address", city.address(choice));
        put(event, "edge", city.edge());
        put(event, "edge_response", edgeResponse);
        put(event, "cache_state", edgeResponse.equals("Miss") ? "miss" : "hit");
        put(event, "format", agent.format());
        put(event, "eula", choice.inPercent(5) ? "accepted" : null);
        put(event, "authentication_method", choice.of(METHODS));
        put(event, "location", location(city));
        put(event, "package", aPackage(name, version, choice));
        person(event, tenant, choice);
        GenericRecord userAgent = part("user_agent");
        put(userAgent, "raw", agent.raw());
        put(userAgent, "os", agent.isBrowser() ? "Linux" : null);
        put(event, "user_agent", userAgent);
        return event;
    }

    private static int status(Choice choice) {
        int draw = choice.below(100);
        if (draw < 84) {
            return 200;
        }
        return draw < 92 ? 304 : draw < 97 ? 404 : draw < 99 ? 403 : 502;
    }

    private static GenericRecord location(City city) {
        GenericRecord location = part("location");
        put(location, "city", city.name());
        put(location, "continent", city.continent());
        put(location, "country", city.country());
        put(location, "country_code", city.code());
        put(location, "latitude", city.latitude());
        put(location, "longitude", city.longitude());
        return location;
    }

    private static GenericRecord aPackage(String name, String version, Choice choice) {
        GenericRecord aPackage = part("package");
        put(aPackage, "identifier", choice.id("pk", 10));
        put(aPackage, "name", name);
        put(aPackage, "version", version);
        put(aPackage, "tags", choice.inPercent(30) ? Map.of("info", List.of("latest", "signed")) : null);
        return aPackage;
    }

    /** Every fourth request is anonymous. */
    private static void person(GenericRecord event, String tenant, Choice choice) {
        if (choice.inPercent(25)) {
            return;
        }
        String username = choice.skewed(USERS);
        GenericRecord user = part("user");
        put(user, "identifier", "us" + Integer.toHexString((tenant + username).hashCode()));
        put(user, "username", username);
        put(event, "user", user);
        GenericRecord token = part("token");
        put(token, "identifier", "tk" + Integer.toHexString((username + tenant).hashCode()));
        put(token, "name", username + "'s token");
        put(event, "token", token);
    }

    /** A record for one of the event's nullable record fields. */
    private static GenericRecord part(String field) {
        return Records.part(SCHEMA, field);
    }

    private static long micros(Instant instant) {
        return Records.micros(instant);
    }

    private static void put(GenericRecord record, String field, @Nullable Object value) {
        record.put(field, value);
    }
}
