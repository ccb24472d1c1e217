package dev.waybill.json;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.core.util.Separators;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectWriter;

/** Renders maps, lists and scalars as indented JSON with LF line ends; the order of keys is that of the maps. */
public final class JsonText {
    private static final DefaultIndenter INDENT = new DefaultIndenter("  ", "\n");
    private static final ObjectWriter WRITER = new ObjectMapper()
            .writer(new DefaultPrettyPrinter(Separators.createDefaultInstance()
                            .withObjectFieldValueSpacing(Separators.Spacing.AFTER)
                            .withObjectEmptySeparator("")
                            .withArrayEmptySeparator(""))
                    .withObjectIndenter(INDENT)
                    .withArrayIndenter(INDENT));

    private JsonText() {}

    /** The text, ending with a line break. */
    public static String of(Object content) {
        try {
            return WRITER.writeValueAsString(content) + "\n";
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("content cannot be written as JSON", e);
        }
    }
}
