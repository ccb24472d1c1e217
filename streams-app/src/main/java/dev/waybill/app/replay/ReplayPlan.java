package dev.waybill.app.replay;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
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
import java.util.TreeMap;
import org.apache.kafka.common.TopicPartition;

/**
 * All that decides what a replay makes, fixed when it begins: whoever goes on with it makes the same.
 *
 * @param asked when the input was asked for its ends
 * @param skew how far an event's time may be ahead of its arrival
 * @param versions by export, the one version that it is made under; empty for those that reigned
 * @param spans the source partitions that are read
 */
record ReplayPlan(
        ReplayRequest request,
        Instant asked,
        Duration skew,
        SortedMap<String, String> versions,
        List<SourceSpan> spans) {
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
        return window.due().isAfter(asked) ? Optional.of(WhyNot.OPEN) : Optional.empty();
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
        plan.put("tenant", request.tenant());
        request.export().ifPresent(export -> plan.put("export", export));
        plan.put("from", request.from().toString()).put("to", request.to().toString());
        plan.put("under", request.versions().word());
        request.folder().ifPresent(folder -> plan.put("folder", folder.toString()));
        plan.put("asked", asked.toString()).put("skew", skew.toString());
        ObjectNode byExport = plan.putObject("versions");
        versions.forEach(byExport::put);
        ArrayNode sources = plan.putArray("sources");
        for (SourceSpan span : spans) {
            ObjectNode source = sources.addObject()
                    .put("topic", span.source().topic())
                    .put("partition", span.source().partition())
                    .put("start", span.start())
                    .put("end", span.end());
            span.heldFrom().ifPresent(held -> source.put("held_from", held.toString()));
        }
        return plan.toString().getBytes(StandardCharsets.UTF_8);
    }

    /** @throws IllegalStateException if the bytes are no plan */
    static ReplayPlan parse(byte[] bytes) {
        try {
            JsonNode plan = JSON.readTree(bytes);
            SortedMap<String, String> versions = new TreeMap<>();
            for (Map.Entry<String, JsonNode> version : plan.path("versions").properties()) {
                versions.put(version.getKey(), version.getValue().asText());
            }
            List<SourceSpan> spans = new ArrayList<>();
            plan.path("sources").forEach(source -> spans.add(span(source)));
            return new ReplayPlan(
                    request(plan),
                    Instant.parse(plan.path("asked").asText()),
                    Duration.parse(plan.path("skew").asText()),
                    versions,
                    spans);
        } catch (IOException | RuntimeException e) {
            throw new IllegalStateException("the replay's topic does not begin with a plan of this version", e);
        }
    }

    private static ReplayRequest request(JsonNode plan) {
        return new ReplayRequest(
                plan.path("tenant").asText(),
                text(plan, "export"),
                Instant.parse(plan.path("from").asText()),
                Instant.parse(plan.path("to").asText()),
                ReplayVersions.of(plan.path("under").asText()).orElseThrow(),
                text(plan, "folder").map(Path::of));
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
