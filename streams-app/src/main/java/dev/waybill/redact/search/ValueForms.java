package dev.waybill.redact.search;

import java.util.ArrayList;
import java.util.List;

/**
 * The forms in which a value is looked for: as it is, and as far as it can be decoded. Texts are read in the same ways.
 * Confined to one thread.
 */
final class ValueForms {
    /** More rounds of percent-decoding than this are an attempt to hide something. */
    static final int MAX_ROUNDS = 8;

    private Layer layer = new Layer();
    private Layer decoded = new Layer();
    private final Layer unicode = new Layer();
    private final Layer unescaped = new Layer();

    /** Different forms, none of them folded or empty. */
    List<byte[]> of(byte[] value) {
        List<byte[]> forms = new ArrayList<>();
        layer.set(value, 0, value.length);
        add(forms);
        int round = 0;
        while (round < MAX_ROUNDS && decoded.decode(layer)) {
            Layer next = decoded;
            decoded = layer;
            layer = next;
            round++;
        }
        if (round > 0) {
            add(forms);
        }
        layer.clear();
        decoded.clear();
        unicode.clear();
        unescaped.clear();
        return forms;
    }

    private void add(List<byte[]> forms) {
        forms.add(layer.toBytes());
        if (unicode.decodePunycode(layer)) {
            forms.add(unicode.toBytes());
        }
        if (unescaped.unescape(layer, LogEscape.NUMBERS)) {
            forms.add(unescaped.toBytes());
        }
    }
}
