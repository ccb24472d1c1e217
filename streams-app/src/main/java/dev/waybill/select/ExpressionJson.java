package dev.waybill.select;

import dev.cel.common.values.NullValue;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * JSON text as values of an expression: maps, lists, text, {@code long}, {@code double}, {@code boolean} and CEL's null.
 * Whole numbers beyond 64 bits become {@code double}.
 */
final class ExpressionJson {
    private static final int MAX_DEPTH = 64;

    private final String text;
    private final Budget budget;
    private int at;

    private ExpressionJson(String text, Budget budget) {
        this.text = text;
        this.budget = budget;
    }

    /**
     * The value that a text holds.
     *
     * @param budget pays for what it is made of, some of which takes more memory than its text
     * @throws IllegalArgumentException if it is not JSON, or is nested too deeply; the message quotes nothing of it
     */
    static Object parse(String text, Budget budget) {
        ExpressionJson json = new ExpressionJson(text, budget);
        Object value = json.value(0);
        if (json.next() != '\0') {
            throw malformed();
        }
        return value;
    }

    private Object value(int depth) {
        if (depth > MAX_DEPTH) {
            throw new IllegalArgumentException("JSON is nested too deeply");
        }
        budget.element();
        return switch (next()) {
            case '{' -> object(depth);
            case '[' -> array(depth);
            case '"' -> string();
            default -> scalar();
        };
    }

    private Map<String, Object> object(int depth) {
        Map<String, Object> object = new LinkedHashMap<>();
        at++;
        while (next() != '}') {
            if (next() != '"') {
                throw malformed();
            }
            String key = string();
            expect(':');
            object.put(key, value(depth + 1));
            separator('}');
        }
        at++;
        return object;
    }

    private List<Object> array(int depth) {
        List<Object> array = new ArrayList<>();
        at++;
        while (next() != ']') {
            array.add(value(depth + 1));
            separator(']');
        }
        at++;
        return array;
    }

    private String string() {
        StringBuilder string = new StringBuilder();
        for (at++; at < text.length() && text.charAt(at) != '"'; at++) {
            char c = text.charAt(at);
            string.append(c == '\\' ? escaped() : c);
        }
        expect('"');
        return string.toString();
    }

    private char escaped() {
        at++;
        char escape = at < text.length() ? text.charAt(at) : '\0';
        return switch (escape) {
            case '"', '\\', '/' -> escape;
            case 'n' -> '\n';
            case 'r' -> '\r';
            case 't' -> '\t';
            case 'b' -> '\b';
            case 'f' -> '\f';
            case 'u' -> unicode();
            default -> throw malformed();
        };
    }

    private char unicode() {
        if (at + 4 >= text.length()) {
            throw malformed();
        }
        at += 4;
        try {
            return (char) Integer.parseInt(text, at - 3, at + 1, 16);
        } catch (NumberFormatException e) {
            throw malformed();
        }
    }

    private Object scalar() {
        int from = at;
        while (at < text.length() && ",]}: \t\r\n".indexOf(text.charAt(at)) < 0) {
            at++;
        }
        String scalar = text.substring(from, at);
        return switch (scalar) {
            case "true" -> true;
            case "false" -> false;
            case "null" -> NullValue.NULL_VALUE;
            default -> number(scalar);
        };
    }

    private static Object number(String scalar) {
        if (!scalar.matches("-?[0-9]+(\\.[0-9]+)?([eE][-+]?[0-9]+)?")) {
            throw malformed();
        }
        try {
            return Long.valueOf(scalar);
        } catch (NumberFormatException e) {
            return Double.valueOf(scalar);
        }
    }

    /** Steps over a comma, or stays before {@code end}. */
    private void separator(char end) {
        if (next() != end) {
            expect(',');
        }
    }

    private void expect(char c) {
        if (next() != c) {
            throw malformed();
        }
        at++;
    }

    /** The next character that is no space, without stepping over it; 0 at the end. */
    private char next() {
        while (at < text.length() && " \t\r\n".indexOf(text.charAt(at)) >= 0) {
            at++;
        }
        return at < text.length() ? text.charAt(at) : '\0';
    }

    private static IllegalArgumentException malformed() {
        return new IllegalArgumentException("is not JSON");
    }
}
