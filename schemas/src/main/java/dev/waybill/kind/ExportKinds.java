package dev.waybill.kind;

import dev.waybill.columns.EventLeaves;
import dev.waybill.kind.family.Kinds;
import dev.waybill.kind.format.FormatSpec;
import dev.waybill.kind.layout.LayoutSpec;
import dev.waybill.kind.redaction.RedactionSpec;
import dev.waybill.spec.ExportSpec;
import dev.waybill.spec.yaml.Place;
import dev.waybill.spec.yaml.SpecException;
import java.util.ArrayList;
import java.util.List;

/** The families of kinds, and what an export asks for of each. */
public final class ExportKinds {
    public static final Kinds<FormatSpec> FORMATS = Kinds.of(FormatSpec.class, "output format");
    public static final Kinds<LayoutSpec> LAYOUTS = Kinds.of(LayoutSpec.class, "layout");
    public static final Kinds<RedactionSpec> REDACTIONS = Kinds.of(RedactionSpec.class, "redaction");

    private ExportKinds() {}

    /**
     * The format of an export.
     *
     * @throws SpecException if there is none such, or it does not fit the export's events
     */
    public static FormatSpec format(ExportSpec export) {
        return FORMATS.read(export.format(), EventLeaves.of(export.source()), place(export, "format"));
    }

    /**
     * The layout of an export.
     *
     * @throws SpecException if there is none such
     */
    public static LayoutSpec layout(ExportSpec export) {
        return LAYOUTS.read(export.layout(), EventLeaves.of(export.source()), place(export, "layout"));
    }

    /**
     * The redactions of an export, in order.
     *
     * @throws SpecException if one of them is none, or does not fit the export's events
     */
    public static List<RedactionSpec> redactions(ExportSpec export) {
        EventLeaves events = EventLeaves.of(export.source());
        List<RedactionSpec> redactions = new ArrayList<>();
        for (int i = 0; i < export.redact().size(); i++) {
            redactions.add(REDACTIONS.read(export.redact().get(i), events, place(export, "redact[" + i + "]")));
        }
        return redactions;
    }

    private static Place place(ExportSpec export, String below) {
        return Place.of(export.exportId().toString(), below);
    }
}
