package dev.waybill.kafka.cluster;

import dev.waybill.registry.RegistryUnavailableException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Map.Entry;
import java.util.Optional;
import org.apache.kafka.clients.consumer.NoOffsetForPartitionException;
import org.apache.kafka.clients.consumer.OffsetOutOfRangeException;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.streams.errors.MissingSourceTopicException;

/**
 * What stopped the application, in words that hold no event content: messages are shown of Kafka's and our own
 * exceptions, which name places; of any other, such as a failed number format, only the class and where it was thrown.
 */
public final class CrashReport {
    private static final Map<Class<? extends Throwable>, String> ADVICE = new LinkedHashMap<>();
    private static final String ELSE = "restart; if it happens again at the same place, report it with this text";
    /** Streams puts the cause's trace, message included, into its own message behind this. */
    private static final String STREAMS_TRACE = ", stacktrace=";

    static {
        ADVICE.put(StartRefusedException.class, "put right what each line above names, then start it again");
        ADVICE.put(
                OffsetOutOfRangeException.class,
                "input was removed before it was read: see docs/how-to/recover-from-lost-input.md");
        ADVICE.put(
                NoOffsetForPartitionException.class,
                "an input partition has no start offset: stop all instances and run: waybill topics");
        ADVICE.put(
                RegistryUnavailableException.class,
                "the schema registry did not answer for long; nothing was skipped. Restart when it answers");
        ADVICE.put(MissingSourceTopicException.class, "an input topic is missing: run: waybill topics");
        ADVICE.put(
                AuthorizationException.class,
                "the broker refuses this principal: waybill acls prints the rights that it needs");
        ADVICE.put(AuthenticationException.class, "the broker refuses to log in: check the credentials under kafka:");
        ADVICE.put(
                RecordTooLargeException.class,
                "a topic takes too small messages: run: waybill topics, which says which one");
        ADVICE.put(TimeoutException.class, "the brokers do not answer in time: check that they run, then restart");
    }

    private CrashReport() {}

    /** What happened, where, and what to do, on several lines. */
    public static String of(Throwable error) {
        List<String> lines = new ArrayList<>();
        for (Throwable cause : chain(error)) {
            lines.add((lines.isEmpty() ? "" : "caused by ") + cause.getClass().getName() + message(cause));
            place(cause).ifPresent(frame -> lines.add("    at " + frame));
        }
        lines.add("what to do: " + advice(error));
        return String.join("\n", lines);
    }

    /** What to do about it. */
    static String advice(Throwable error) {
        for (Throwable cause : chain(error)) {
            for (Entry<Class<? extends Throwable>, String> entry : ADVICE.entrySet()) {
                if (entry.getKey().isInstance(cause)) {
                    return entry.getValue();
                }
            }
        }
        return ELSE;
    }

    private static String message(Throwable error) {
        String message = error.getMessage();
        boolean known = error instanceof KafkaException
                || error.getClass().getName().startsWith("dev.waybill.")
                || thrownByUs(error);
        if (message == null || !known) {
            return "";
        }
        int trace = message.indexOf(STREAMS_TRACE);
        return ": " + (trace < 0 ? message : message.substring(0, trace));
    }

    /** Our own code states what it found with plain exceptions too, and never with content. */
    private static boolean thrownByUs(Throwable error) {
        return error instanceof IllegalStateException
                && error.getStackTrace().length > 0
                && error.getStackTrace()[0].getClassName().startsWith("dev.waybill.");
    }

    /** The frame that threw it, and the first of ours below where that is another one. */
    private static Optional<String> place(Throwable error) {
        StackTraceElement[] frames = error.getStackTrace();
        if (frames.length == 0) {
            return Optional.empty();
        }
        String thrown = frames[0].toString();
        return Optional.of(List.of(frames).stream()
                .filter(frame -> frame.getClassName().startsWith("dev.waybill."))
                .map(StackTraceElement::toString)
                .findFirst()
                .filter(ours -> !ours.equals(thrown))
                .map(ours -> thrown + " ... " + ours)
                .orElse(thrown));
    }

    private static List<Throwable> chain(Throwable error) {
        List<Throwable> chain = new ArrayList<>();
        for (Throwable next = error; next != null && chain.size() < 10; next = next.getCause()) {
            chain.add(next);
        }
        return chain;
    }
}
