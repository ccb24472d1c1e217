package dev.waybill.redact;

import dev.waybill.contract.TextKind;
import dev.waybill.event.Field;
import dev.waybill.select.EventVocabulary;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Who decides what stands in a field: the client, the platform, or anybody. Fields that no list names may hold anything. */
final class FieldOrigin {
    /** What the client writes into its request, or decides, without anybody checking it. */
    private static final Set<String> CHOSEN_BY_CLIENT = Set.of(
            "uri",
            "protocol",
            "host",
            "referer",
            "forwarded_for",
            "user_agent",
            "s3.key",
            "cdn.cookie",
            "cdn.host_header",
            "cdn.request_bytes",
            "cdn.client_port",
            "cdn.range_start",
            "cdn.range_end",
            "client");

    /** What the platform itself says about who did what. */
    private static final Set<String> STATED_BY_PLATFORM = Set.of(
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
            "user",
            "token",
            "actor",
            "object",
            "target",
            "service_name",
            "operation_id",
            "s3.bucket_owner",
            "s3.bucket",
            "s3.requester",
            "s3.operation");

    /** Words that name what happened, which are nobody's even if somebody is called like one. */
    private static final Map<String, Predicate<String>> VOCABULARIES = Map.of(
            "method",
            Set.of(
                            "GET",
                            "HEAD",
                            "POST",
                            "PUT",
                            "PATCH",
                            "DELETE",
                            "OPTIONS",
                            "TRACE",
                            "CONNECT", // RFC 9110
                            "PROPFIND",
                            "PROPPATCH",
                            "MKCOL",
                            "COPY",
                            "MOVE",
                            "LOCK",
                            "UNLOCK") // RFC 4918
                    ::contains,
            "protocol",
            Pattern.compile("HTTP/[0-9](\\.[0-9])?").asMatchPredicate(),
            "event_type",
            EventVocabulary.names()::contains,
            "event_group",
            EventVocabulary.names()::contains,
            "event_kind",
            List.of("action", "create", "read", "update", "delete")::contains,
            "outcome",
            List.of("success", "failure")::contains);

    private FieldOrigin() {}

    /** Whether values of other fields are looked for in this one. */
    static boolean isSearched(Field field) {
        return field.type().isText() && !field.meaning().is(TextKind.IDENTITY);
    }

    /**
     * Whether the client can put there what it likes. Such a value is not looked for where the platform itself says who
     * did what, else clients could take their names and addresses out of the log.
     */
    static boolean isChosenByClient(Field field) {
        return names(field).anyMatch(CHOSEN_BY_CLIENT::contains);
    }

    static boolean isStatedByPlatform(Field field) {
        return names(field).anyMatch(STATED_BY_PLATFORM::contains);
    }

    /** Whether a text is one of the words that this field is for; such a text is not changed. */
    static boolean isVocabulary(Field field, String text) {
        Predicate<String> vocabulary = VOCABULARIES.get(field.path());
        return vocabulary != null && vocabulary.test(text);
    }

    private static Stream<String> names(Field field) {
        int dot = field.path().indexOf('.');
        return dot < 0
                ? Stream.of(field.path())
                : Stream.of(field.path(), field.path().substring(0, dot));
    }
}
