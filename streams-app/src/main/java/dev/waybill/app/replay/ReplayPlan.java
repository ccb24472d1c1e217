package dev.waybill.app.replay;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.waybill.contract.ExportId;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.kafka.common.TopicPartition;

/**
 * All that decides what a replay makes, fixed when it begins: whoever goes on with it makes the same.
 *
 * @param asked when the input was asked for its ends
 * @param skew how far an event's time may be ahead of its arrival
 * @param versions by export, the one version that it is made under; empty for those that reigned
 * @param spans the source partitions that are read
 * @param ledger what of the ledger it is about
 */
record ReplayPlan(
        ReplayRequest request,
        Instant asked,
        Duration skew,
        SortedMap<String, String> versions,
        List<SourceSpan> spans,
        ReplayLedger ledger) {
    /** Every version reads its own only: a replay is ended by the version that began it. */
    private static final int FORMAT = 1;

    private static final ObjectMapper JSON = new ObjectMapper();

    ReplayPlan {
        versions = new TreeMap<>(versions);
        spans = List.copyOf(spans);
    }

    /**
     * Why a window cannot be delivered again, if it cannot.
     *
     * @param topic that its events are read from
     */
    Optional<WhyNot> whyNot(PlannedWindow window, String topic) {
        if (spans.stream().anyMatch(span -> span.source().topic().equals(topic) && mayLack(span, window))) {
            return Optional.of(WhyNot.EXPIRED);
        }
        return window.due().isAfter(asked) ? Optional.of(WhyNot.OPEN) : ledger.whyNot(window);
    }

    /** What arrived before can belong to no window that was asked for. */
    Instant since() {
        return request.from().minus(skew);
    }

    /** What is read of these topics: where no window of a source is delivered again, nothing of it is. */
    List<SourceSpan> spansOf(Collection<String> topics) {
        return spans.stream()
                .filter(span -> topics.contains(span.source().topic()))
                .toList();
    }

    /** What was removed had arrived before what is held, or with it; its event may be ahead of that. */
    private boolean mayLack(SourceSpan span, PlannedWindow window) {
        return span.heldFrom()
                .filter(held -> !window.window().start().isAfter(held.plus(skew)))
                .isPresent();
    }

    /** As it stands in the replay's topic: a JSON object, UTF-8. */
    byte[] toJson() {
        ObjectNode plan = JSON.createObjectNode();
        plan.put("format", FORMAT);
        plan.put("tenant", request.tenant());
        request.export().ifPresent(export -> plan.put("export", export));
        plan.put("from", request.from().toString()).put("to", request.to().toString());
        plan.put("under", request.versions().word());
        plan.put("place", request.place().word());
        if (request.place() instanceof LocalFolder folder) {
            plan.put("folder", folder.path().toString());
        }
        plan.put("asked", asked.toString()).put("skew", skew.toString());
        ObjectNode byExport = plan.putObject("versions");
        versions.forEach(byExport::put);
        write(plan.putArray("sources"), spans);
        write(plan.putArray("ledger"), ledger.pieces());
        ArrayNode evidence = plan.putArray("evidence");
        for (LedgerEvidence one : ledger.evidence()) {
            ObjectNode node = evidence.addObject()
                    .put("export", one.export().export())
                    .put("whole_from", one.wholeFrom().toString())
                    .put("through", one.through().toString());
            ArrayNode unfinished = node.putArray("unfinished");
            one.unfinished().forEach(start -> unfinished.add(start.toString()));
        }
        return plan.toString().getBytes(StandardCharsets.UTF_8);
    }

    private static void write(ArrayNode list, List<SourceSpan> spans) {
        for (SourceSpan span : spans) {
            ObjectNode source = list.addObject()
                    .put("topic", span.source().topic())
                    .put("partition", span.source().partition())
                    .put("start", span.start())
                    .put("end", span.end());
            span.heldFrom().ifPresent(held -> source.put("held_from", held.toString()));
        }
    }

    /** @throws IllegalStateException if the bytes are no plan, or one of another format */
    static ReplayPlan parse(byte[] bytes) {
        try {
            return read(JSON.readTree(bytes));
        } catch (IOException | RuntimeException e) {
            throw new IllegalStateException(
                    "the replay's topic does not begin with a plan that this version of Waybill reads: let the version that"
                            + " began the replay end it, or forget it with --forget and begin it anew",
                    e);
        }
    }

    private static ReplayPlan read(JsonNode plan) {
        if (plan.path("format").asInt() != FORMAT) {
            throw new IllegalStateException("it is of format " + plan.path("format") + ", not " + FORMAT);
        }
        SortedMap<String, String> versions = new TreeMap<>();
        for (Map.Entry<String, JsonNode> version : plan.path("versions").properties()) {
            versions.put(version.getKey(), version.getValue().asText());
        }
        ReplayRequest request = request(plan);
        List<LedgerEvidence> evidence = new ArrayList<>();
        plan.path("evidence").forEach(one -> evidence.add(evidence(request.tenant(), one)));
        return new ReplayPlan(
                request,
                Instant.parse(plan.path("asked").asText()),
                Duration.parse(plan.path("skew").asText()),
                versions,
                spans(plan.path("sources")),
                new ReplayLedger(spans(plan.path("ledger")), evidence));
    }

    private static ReplayRequest request(JsonNode plan) {
        return new ReplayRequest(
                plan.path("tenant").asText(),
                text(plan, "export"),
                Instant.parse(plan.path("from").asText()),
                Instant.parse(plan.path("to").asText()),
                ReplayVersions.of(plan.path("under").asText()).orElseThrow(),
                ReplayPlace.of(plan.path("place").asText(), text(plan, "folder").map(Path::of))
                        .orElseThrow());
    }

    private static LedgerEvidence evidence(String tenant, JsonNode one) {
        SortedSet<Instant> unfinished = new TreeSet<>();
        one.path("unfinished").forEach(start -> unfinished.add(Instant.parse(start.asText())));
        return new LedgerEvidence(
                new ExportId(tenant, one.path("export").asText()),
                Instant.parse(one.path("whole_from").asText()),
                Instant.parse(one.path("through").asText()),
                unfinished);
    }

    private static List<SourceSpan> spans(JsonNode list) {
        List<SourceSpan> spans = new ArrayList<>();
        list.forEach(source -> spans.add(span(source)));
        return spans;
    }

    private static SourceSpan span(JsonNode source) {
        return new SourceSpan(
                new TopicPartition(
                        source.path("topic").asText(), source.path("partition").asInt()),
                source.path("start").asLong(),
                source.path("end").asLong(),
                text(source, "held_from").map(Instant::parse));
    }

    private static Optional<String> text(JsonNode node, String name) {
        return Optional.ofNullable(node.get(name)).map(JsonNode::asText);
    }
}
