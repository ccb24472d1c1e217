package dev.waybill.control.console.change;

import dev.waybill.contract.YamlName;
import dev.waybill.control.console.access.Caller;
import dev.waybill.control.console.audit.AuditTrail;
import dev.waybill.control.console.audit.ConsoleEvent;
import dev.waybill.control.console.http.Answer;
import dev.waybill.control.console.http.ProblemException;
import dev.waybill.spec.yaml.SpecException;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes changes and says so afterwards, whether they were made or refused. The catalog itself keeps who changed it last; an
 * event that cannot be published is therefore no reason to undo a change, but it is logged as an error and counted.
 */
public final class Audited {
    private static final Logger LOG = LoggerFactory.getLogger(Audited.class);

    private final AuditTrail trail;
    private final Clock clock;
    private final LongAdder published = new LongAdder();
    private final LongAdder lost = new LongAdder();

    public Audited(AuditTrail trail, Clock clock) {
        this.trail = trail;
        this.clock = clock;
    }

    /**
     * What is done.
     *
     * @param type {@code export_paused}
     * @param operation the API's
     * @param facts further ones; no values of specs
     */
    public record Deed(
            String type, String operation, String tenant, Optional<String> export, Map<String, String> facts) {}

    /** Does it, and publishes what became of it. */
    public Answer run(Caller by, Deed deed, Supplier<Answer> work) {
        return runAll(by, List.of(deed), work);
    }

    /** Does what is done to several tenants at once, and publishes what became of it to each. */
    Answer runAll(Caller by, List<Deed> deeds, Supplier<Answer> work) {
        Answer answer;
        try {
            answer = work.get();
        } catch (RuntimeException e) {
            publish(by, deeds, Map.of("refused", reason(e)), ConsoleEvent.Outcome.FAILURE);
            throw e;
        }
        publish(by, deeds, Map.of(), ConsoleEvent.Outcome.SUCCESS);
        return answer;
    }

    /** How many events were published. */
    public long published() {
        return published.sum();
    }

    /** How many could not be. */
    public long lost() {
        return lost.sum();
    }

    private void publish(Caller by, List<Deed> deeds, Map<String, String> more, ConsoleEvent.Outcome outcome) {
        List<ConsoleEvent> events =
                deeds.stream().map(deed -> event(by, deed, more, outcome)).toList();
        Map<ConsoleEvent, RuntimeException> unpublished = trail.publishAll(events);
        published.add(events.size() - unpublished.size());
        lost.add(unpublished.size());
        unpublished.forEach((event, why) -> LOG.atError()
                .addKeyValue("by", by.name())
                .addKeyValue("what", event.type())
                .addKeyValue("tenant", event.tenant())
                .addKeyValue("export", event.export().orElse(""))
                .addKeyValue("outcome", YamlName.of(outcome))
                .log("an audit event could not be published: {}", why.getMessage()));
    }

    private ConsoleEvent event(Caller by, Deed deed, Map<String, String> more, ConsoleEvent.Outcome outcome) {
        Map<String, String> facts = new TreeMap<>(deed.facts());
        facts.putAll(more);
        return new ConsoleEvent(
                UUID.randomUUID().toString(),
                clock.instant(),
                by,
                deed.type(),
                deed.operation(),
                deed.tenant(),
                deed.export(),
                outcome,
                facts);
    }

    private static String reason(RuntimeException e) {
        if (e instanceof ProblemException refused) {
            return YamlName.of(refused.problem().kind());
        }
        return e instanceof SpecException ? "invalid-spec" : "failed";
    }
}
