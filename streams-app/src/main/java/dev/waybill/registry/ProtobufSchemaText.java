package dev.waybill.registry;

import com.google.protobuf.Message;
import com.google.protobuf.WireFormat.FieldType;
import com.squareup.wire.schema.Field;
import com.squareup.wire.schema.Location;
import com.squareup.wire.schema.internal.parser.EnumConstantElement;
import com.squareup.wire.schema.internal.parser.EnumElement;
import com.squareup.wire.schema.internal.parser.FieldElement;
import com.squareup.wire.schema.internal.parser.MessageElement;
import com.squareup.wire.schema.internal.parser.OneOfElement;
import com.squareup.wire.schema.internal.parser.ProtoFileElement;
import com.squareup.wire.schema.internal.parser.ProtoParser;
import com.squareup.wire.schema.internal.parser.TypeElement;
import dev.waybill.registry.schema.ProtobufField;
import dev.waybill.registry.schema.ProtobufFile;
import dev.waybill.registry.schema.ProtobufMessage;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Reads {@code .proto} files (proto2 and proto3) for the sake of reading messages: options, extensions and services do not
 * matter, nor do imports that nobody has told of, unless something of them is used.
 */
final class ProtobufSchemaText {
    private static final Location NO_PLACE = Location.get("");
    private static final Set<FieldType> SCALARS =
            EnumSet.complementOf(EnumSet.of(FieldType.ENUM, FieldType.MESSAGE, FieldType.GROUP));

    /** What everybody may import and no registry has. They come first: nobody can define them otherwise. */
    private static final List<ProtoFileElement> OWN_FILES = Stream.of(
                    "struct.proto", "timestamp.proto", "wrappers.proto")
            .map(ProtobufSchemaText::ownFile)
            .toList();

    /** Messages and enums of all files by their full names. */
    private final Map<String, TypeElement> types = new HashMap<>();

    private final Map<String, ProtobufMessage> messages = new HashMap<>();

    private ProtobufSchemaText() {}

    /**
     * The file in {@code text}.
     *
     * @param references texts of the files that it imports
     * @throws UnreadableSchemaException if one of the texts is no such file
     */
    static ProtobufFile parse(List<String> references, String text) throws UnreadableSchemaException {
        try {
            ProtobufSchemaText schema = new ProtobufSchemaText();
            List<ProtoFileElement> files = new ArrayList<>(OWN_FILES);
            for (String reference : references) {
                files.add(file(reference));
            }
            files.add(file(text));
            files.forEach(file -> schema.index(scope(file), file.getTypes()));
            List<ProtobufMessage> own = List.of();
            for (ProtoFileElement file : files) {
                own = schema.messages(scope(file), file.getTypes());
            }
            return new ProtobufFile(own, schema.messages);
        } catch (RuntimeException | StackOverflowError e) {
            // The parser reports what is wrong in exceptions of many kinds, and follows nested messages without a
            // limit.
            throw new UnreadableSchemaException("not a file of proto2 or proto3", e);
        }
    }

    private static ProtoFileElement file(String text) {
        return ProtoParser.Companion.parse(NO_PLACE, text);
    }

    private static ProtoFileElement ownFile(String name) {
        try (InputStream file = Message.class.getResourceAsStream("/google/protobuf/" + name)) {
            return file(new String(Objects.requireNonNull(file, name).readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read Protobuf's own " + name, e);
        }
    }

    private static String scope(ProtoFileElement file) {
        return file.getPackageName() == null ? "" : file.getPackageName() + ".";
    }

    private void index(String scope, List<TypeElement> declared) {
        for (TypeElement type : declared) {
            types.putIfAbsent(scope + type.getName(), type);
            index(scope + type.getName() + ".", type.getNestedTypes());
        }
    }

    private List<ProtobufMessage> messages(String scope, List<TypeElement> declared) {
        List<ProtobufMessage> found = new ArrayList<>();
        for (TypeElement type : declared) {
            if (type instanceof MessageElement element) {
                found.add(message(scope + element.getName(), element));
            }
        }
        return found;
    }

    private ProtobufMessage message(String name, MessageElement element) {
        String scope = name + ".";
        List<ProtobufField> fields = new ArrayList<>();
        element.getFields().forEach(field -> fields.add(field(scope, field)));
        for (OneOfElement choice : element.getOneOfs()) {
            choice.getFields().forEach(field -> fields.add(field(scope, field)));
        }
        return add(new ProtobufMessage(name, fields, messages(scope, element.getNestedTypes())));
    }

    private ProtobufMessage add(ProtobufMessage message) {
        messages.putIfAbsent(message.name(), message);
        return message;
    }

    private ProtobufField field(String scope, FieldElement field) {
        String type = field.getType();
        if (type.startsWith("map<")) {
            int comma = type.indexOf(',');
            ProtobufField key =
                    field(scope, "key", 1, false, type.substring(4, comma).strip());
            ProtobufField value = field(
                    scope,
                    "value",
                    2,
                    false,
                    type.substring(comma + 1, type.length() - 1).strip());
            String entry = add(ProtobufMessage.mapEntry(scope + field.getName(), key, value))
                    .name();
            return new ProtobufField(field.getName(), field.getTag(), true, FieldType.MESSAGE, Map.of(), entry);
        }
        return field(scope, field.getName(), field.getTag(), field.getLabel() == Field.Label.REPEATED, type);
    }

    private ProtobufField field(String scope, String name, int number, boolean repeated, String type) {
        Optional<FieldType> scalar = SCALARS.stream()
                .filter(candidate -> candidate.name().toLowerCase(Locale.ROOT).equals(type))
                .findFirst();
        if (scalar.isPresent()) {
            return new ProtobufField(name, number, repeated, scalar.get());
        }
        String full = fullName(scope, type);
        return types.get(full) instanceof EnumElement choice
                ? new ProtobufField(name, number, repeated, FieldType.ENUM, symbols(choice), "")
                : new ProtobufField(name, number, repeated, FieldType.MESSAGE, Map.of(), full);
    }

    private static Map<Integer, String> symbols(EnumElement choice) {
        Map<Integer, String> symbols = new HashMap<>();
        for (EnumConstantElement constant : choice.getConstants()) {
            symbols.putIfAbsent(constant.getTag(), constant.getName());
        }
        return symbols;
    }

    /** A name is that of the innermost message or package around it that has it; with a dot in front it is a full one. */
    private String fullName(String scope, String name) {
        if (name.startsWith(".")) {
            return name.substring(1);
        }
        String outer = scope;
        while (!outer.isEmpty() && !types.containsKey(outer + name)) {
            outer = outer.substring(0, outer.lastIndexOf('.', outer.length() - 2) + 1);
        }
        return outer + name;
    }
}
