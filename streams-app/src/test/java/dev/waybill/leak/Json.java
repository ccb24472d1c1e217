package dev.waybill.leak;

import dev.waybill.kind.redaction.PartOfName;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** JSON in which values stand or almost do, and what must be left of it; null if nothing may be. */
record Json(String text, @Nullable String left) {
    static Json random(Random random, Secret secret, PartOfName rule) {
        StringBuilder text = new StringBuilder("{");
        StringBuilder left = new StringBuilder("{");
        boolean lost = random.nextInt(20) == 0;
        int members = 1 + random.nextInt(3);
        for (int i = 0; i < members; i++) {
            String separator = i == 0 ? "" : ",";
            String key = separator + (lost && i == 0 ? quoted(secret.disguised(random)) : "\"k" + i + "\"") + ":";
            text.append(key);
            left.append(key);
            if (secret instanceof Secret.Id id && random.nextBoolean()) {
                boolean same = random.nextBoolean();
                String number = same ? id.number(random) : "[" + id.plain() + "1," + id.plain() + "5e-3,true]";
                text.append(number);
                left.append(same ? "null" : number);
            } else {
                Composition value = Composition.text(random, secret, rule);
                String written = random.nextInt(3) == 0 ? escaped(random, value.text()) : quoted(value.text());
                text.append(written);
                left.append(value.isChanged() ? quoted(value.left()) : written);
            }
        }
        return new Json(
                text.append("}").toString(), lost ? null : left.append("}").toString());
    }

    static String quoted(String text) {
        StringBuilder json = new StringBuilder("\"");
        for (char c : text.toCharArray()) {
            if (c == '"' || c == '\\') {
                json.append('\\').append(c);
            } else if (c < ' ') {
                json.append(String.format("\\u%04x", (int) c));
            } else {
                json.append(c);
            }
        }
        return json.append('"').toString();
    }

    /** With more escapes than necessary. */
    private static String escaped(Random random, String text) {
        StringBuilder json = new StringBuilder("\"");
        text.codePoints().forEach(c -> {
            if (c == '/' && random.nextBoolean()) {
                json.append("\\/");
            } else if (c < ' ' || c == '"' || c == '\\' || random.nextInt(4) == 0) {
                String form = random.nextBoolean() ? "\\u%04x" : "\\u%04X";
                Character.toString(c).chars().forEach(unit -> json.append(String.format(form, unit)));
            } else {
                json.appendCodePoint(c);
            }
        });
        return json.append('"').toString();
    }
}
