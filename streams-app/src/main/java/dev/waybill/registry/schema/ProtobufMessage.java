package dev.waybill.registry.schema;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A type of message. */
public final class ProtobufMessage {
    private static final String MAP_ENTRY = ">";

    private final String name;
    private final List<ProtobufField> fields;
    private final List<ProtobufMessage> nested;
    private final Map<Integer, ProtobufField> byNumber = new HashMap<>();

    /**
     * A message with all that its file says of it.
     *
     * @param name with the names of its package and of the messages around it
     * @param fields also those of its oneofs, without groups
     * @param nested messages that are defined in it, in their order
     */
    public ProtobufMessage(String name, List<ProtobufField> fields, List<ProtobufMessage> nested) {
        this.name = name;
        this.fields = List.copyOf(fields);
        this.nested = List.copyOf(nested);
        fields.forEach(field -> byNumber.put(field.number(), field));
    }

    /** An entry of a map, which Protobuf writes as a message with a key and a value. */
    public static ProtobufMessage mapEntry(String mapName, ProtobufField key, ProtobufField value) {
        return new ProtobufMessage(mapName + MAP_ENTRY, List.of(key, value), List.of());
    }

    /** With the names of its package and of the messages around it. */
    public String name() {
        return name;
    }

    /** Also those of its oneofs; groups are left out. */
    public List<ProtobufField> fields() {
        return fields;
    }

    /** Messages that are defined in it, in their order. */
    List<ProtobufMessage> nested() {
        return nested;
    }

    /** Whether it is an entry of a map: its first field is the key, its second one the value. */
    public boolean isMapEntry() {
        return name.endsWith(MAP_ENTRY);
    }

    /** The field of this number. */
    public Optional<ProtobufField> field(int number) {
        return Optional.ofNullable(byNumber.get(number));
    }

    /** The field of this name. */
    public Optional<ProtobufField> field(String wanted) {
        return fields.stream().filter(field -> field.name().equals(wanted)).findFirst();
    }
}
