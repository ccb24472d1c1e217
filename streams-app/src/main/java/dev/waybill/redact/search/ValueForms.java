package dev.waybill.redact.search;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The forms in which a value is looked for: as it is and as far as it can be decoded, each of them as it is written and as
 * it looks. Texts are looked through in the same forms. Confined to one thread.
 */
final class ValueForms {
    /** More rounds of percent-decoding than this are an attempt to hide something. */
    static final int MAX_ROUNDS = 8;

    private Layer layer = new Layer();
    private Layer decoded = new Layer();
    private final Layer unicode = new Layer();
    private final Reading reading = new Reading();

    /** Different forms, none of them empty. */
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
        reading.clear();
        return forms;
    }

    private void add(List<byte[]> forms) {
        addReadings(layer, forms);
        if (unicode.decodePunycode(layer)) {
            addReadings(unicode, forms);
        }
    }

    private void addReadings(Layer source, List<byte[]> forms) {
        reading.readWritten(source, TextStyle.TEXT);
        add(reading.toBytes(), forms);
        if (!source.isAscii()) {
            reading.readLooks(source, TextStyle.TEXT);
            add(reading.toBytes(), forms);
        }
    }

    private static void add(byte[] form, List<byte[]> forms) {
        if (form.length > 0 && forms.stream().noneMatch(other -> Arrays.equals(other, form))) {
            forms.add(form);
        }
    }
}
