package dev.waybill.registry.schema;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The messages of a {@code .proto} file and of those it refers to.
 *
 * @param messages of the file itself that are in no other message, in their order
 * @param byName all messages of all files by their full names
 */
public record ProtobufFile(List<ProtobufMessage> messages, Map<String, ProtobufMessage> byName) {
    public ProtobufFile {
        messages = List.copyOf(messages);
        byName = Map.copyOf(byName);
    }

    /** The message with this full name; empty for one of another file that nobody has told of. */
    public Optional<ProtobufMessage> message(String name) {
        return Optional.ofNullable(byName.get(name));
    }

    /** The message at this place: one of the file's, then of those in that one, and so on; empty if there is none. */
    public Optional<ProtobufMessage> message(List<Integer> place) {
        Optional<ProtobufMessage> found = Optional.empty();
        List<ProtobufMessage> from = messages;
        for (int index : place) {
            if (index < 0 || index >= from.size()) {
                return Optional.empty();
            }
            found = Optional.of(from.get(index));
            from = from.get(index).nested();
        }
        return found;
    }
}
