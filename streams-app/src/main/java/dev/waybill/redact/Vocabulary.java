package dev.waybill.redact;

import dev.waybill.event.Field;
import dev.waybill.select.EventVocabulary;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/** The words of fields that name what happened, such as methods: redaction leaves them as they are. */
public final class Vocabulary {
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

    private Vocabulary() {}

    /** Whether a text is one of the words that this field is for; such a text is not changed. */
    public static boolean has(Field field, String text) {
        Predicate<String> vocabulary = VOCABULARIES.get(field.path());
        return vocabulary != null && vocabulary.test(text);
    }
}
