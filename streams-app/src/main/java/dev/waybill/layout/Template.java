package dev.waybill.layout;

import dev.waybill.kind.layout.Placeholder;
import dev.waybill.kind.layout.TemplateSpec;

/** A path with placeholders in braces that stand for properties of the part. */
public record Template(TemplateSpec spec) implements Layout {
    @Override
    public String name(PartIdentity part) {
        return spec.pieces().name(part.window().start(), placeholder -> value(placeholder, part));
    }

    private static String value(Placeholder placeholder, PartIdentity part) {
        return switch (placeholder) {
            case TENANT -> part.export().tenant();
            case EXPORT -> part.export().export();
            case SOURCE -> part.sourceName();
            case PART -> part.number();
            case CONFIG_VERSION -> part.configVersion();
            case EXTENSION -> part.extension();
            case UNIQUE -> part.unique();
            case FILE -> part.file();
        };
    }
}
