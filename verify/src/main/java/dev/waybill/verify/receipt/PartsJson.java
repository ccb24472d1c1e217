package dev.waybill.verify.receipt;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;

/** Parts and pages in JSON. */
final class PartsJson {
    private PartsJson() {}

    static void write(ObjectNode window, PartList list) {
        if (list instanceof PagedParts paged) {
            ArrayNode pages = window.putArray("pages");
            for (Page page : paged.pages()) {
                pages.addObject()
                        .put("name", page.name())
                        .put("parts", page.parts())
                        .put("rows", page.rows())
                        .put("sha256", page.sha256())
                        .put("size", page.size());
            }
        } else if (list instanceof InlineParts inline) {
            write(window, inline.parts());
        }
    }

    static void write(ObjectNode object, List<Part> parts) {
        ArrayNode list = object.putArray("parts");
        for (Part part : parts) {
            list.addObject()
                    .put("name", part.name())
                    .put("rows", part.rows())
                    .put("sha256", part.sha256())
                    .put("size", part.size());
        }
    }

    static PartList read(Members window) throws UnreadableReceiptException {
        if (!window.has("pages")) {
            return new InlineParts(parts(window));
        }
        if (window.has("parts")) {
            throw window.wrong("pages", "must not stand beside parts");
        }
        List<Page> pages = new ArrayList<>();
        for (Members page : window.objects("pages")) {
            pages.add(new Page(
                    page.text("name"),
                    page.whole("size"),
                    page.whole("parts"),
                    page.whole("rows"),
                    page.text("sha256")));
        }
        return new PagedParts(pages);
    }

    static List<Part> parts(Members object) throws UnreadableReceiptException {
        List<Part> parts = new ArrayList<>();
        for (Members part : object.objects("parts")) {
            parts.add(new Part(part.text("name"), part.whole("size"), part.whole("rows"), part.text("sha256")));
        }
        return parts;
    }
}
