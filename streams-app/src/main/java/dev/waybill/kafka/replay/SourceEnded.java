package dev.waybill.kafka.replay;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.apache.kafka.common.TopicPartition;

/** A source partition has been read to its end, and all parts that come of it have left. */
public record SourceEnded(TopicPartition source) implements ReplayNote {
    static final String NOTE = "ended";

    @Override
    public void write(ObjectNode json) {
        json.put("note", NOTE).put("topic", source.topic()).put("partition", source.partition());
    }

    static SourceEnded read(JsonNode json) {
        return new SourceEnded(new TopicPartition(
                json.path("topic").asText(), json.path("partition").asInt()));
    }
}
