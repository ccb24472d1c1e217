package dev.waybill.kafka.replay;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/**
 * Something that a replay has done, as it stands in the replay's own topic. Written in the transaction that does it, so
 * whoever reads committed notes knows what holds, whatever was killed meanwhile.
 */
public sealed interface ReplayNote permits PartWritten, PartDiffers, EventRefused, SourceEnded, ReceiptsIssued {
    /** The note as a JSON object, UTF-8. */
    default byte[] toJson() {
        ObjectNode json = NoteJson.MAPPER.createObjectNode();
        write(json);
        return json.toString().getBytes(StandardCharsets.UTF_8);
    }

    /** Adds its members, {@code note} among them, which says what kind of note it is. */
    void write(ObjectNode json);

    /**
     * Reads a note.
     *
     * @throws IllegalStateException if the bytes are none: the topic is not that of a replay of this program
     */
    static ReplayNote parse(byte[] bytes) {
        JsonNode json = NoteJson.tree(bytes);
        return switch (json.path("note").asText()) {
            case PartWritten.NOTE -> PartWritten.read(json);
            case PartDiffers.NOTE -> PartDiffers.read(json);
            case ReceiptsIssued.NOTE -> ReceiptsIssued.read(json);
            case EventRefused.NOTE -> EventRefused.read(json);
            case SourceEnded.NOTE -> SourceEnded.read(json);
            default ->
                throw new IllegalStateException("the replay's topic holds a note that this version does not know");
        };
    }

    /** Where notes are read and written. */
    final class NoteJson {
        private static final ObjectMapper MAPPER = new ObjectMapper();

        private NoteJson() {}

        private static JsonNode tree(byte[] bytes) {
            try {
                return MAPPER.readTree(bytes);
            } catch (IOException e) {
                throw new IllegalStateException("the replay's topic holds a record that is not JSON", e);
            }
        }
    }
}
