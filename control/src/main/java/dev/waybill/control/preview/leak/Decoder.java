package dev.waybill.control.preview.leak;

import java.io.ByteArrayOutputStream;
import java.net.IDN;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Takes one layer of an encoding off a text; what is no such encoding stays as it is. */
enum Decoder {
    PERCENT(Step.PERCENT_ENCODED, '%') {
        @Override
        String decode(String text) {
            return bytes(text, HEX_PAIR_BEHIND_PERCENT, 1);
        }
    },
    FORM(Step.PERCENT_ENCODED, '+') {
        @Override
        String decode(String text) {
            return bytes(text.replace('+', ' '), HEX_PAIR_BEHIND_PERCENT, 1);
        }
    },
    ESCAPES(Step.ESCAPES, '\\') {
        @Override
        String decode(String text) {
            return unescaped(text);
        }
    },
    PUNYCODE(Step.PUNYCODE, '-') {
        @Override
        String decode(String text) {
            return LABEL.matcher(text).replaceAll(label -> Matcher.quoteReplacement(unicode(label.group())));
        }
    },
    HTML(Step.HTML_ENTITIES, '&') {
        @Override
        String decode(String text) {
            return ENTITY.matcher(text).replaceAll(entity -> Matcher.quoteReplacement(character(entity)));
        }
    },
    QUOTED_PRINTABLE(Step.QUOTED_PRINTABLE, '=') {
        @Override
        String decode(String text) {
            return bytes(text, HEX_PAIR_BEHIND_EQUALS, 1);
        }
    };

    private static final Pattern HEX_PAIR_BEHIND_PERCENT = Pattern.compile("(%[0-9A-Fa-f]{2})+");
    private static final Pattern HEX_PAIR_BEHIND_EQUALS = Pattern.compile("(=[0-9A-Fa-f]{2})+");
    private static final Pattern HEX_PAIR_BEHIND_X = Pattern.compile("(\\\\x[0-9A-Fa-f]{2})+");
    private static final Pattern LABEL = Pattern.compile("(?i)\\bxn--[a-z0-9-]+");
    private static final Pattern ENTITY = Pattern.compile("&(?:#(\\d{1,7})|#[xX]([0-9A-Fa-f]{1,6})|(\\w{2,6}));");
    private static final Map<String, String> NAMED =
            Map.of("amp", "&", "lt", "<", "gt", ">", "quot", "\"", "apos", "'", "nbsp", " ", "commat", "@");
    private static final String ESCAPED = "tnrbfv0";
    private static final String MEANT = "\t\n\r\b\f\u000b\0";

    private final Step step;
    private final char sign;

    Decoder(Step step, char sign) {
        this.step = step;
        this.sign = sign;
    }

    /** What it takes off. */
    Step step() {
        return step;
    }

    /** Whether there may be something to take off. */
    boolean applies(String text) {
        return text.indexOf(sign) >= 0;
    }

    abstract String decode(String text);

    /** Runs of encoded bytes, which are UTF-8. */
    private static String bytes(String text, Pattern runs, int prefix) {
        return runs.matcher(text).replaceAll(run -> {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            String found = run.group();
            for (int at = prefix; at < found.length(); at += prefix + 2) {
                bytes.write(Integer.parseInt(found.substring(at, at + 2), 16));
            }
            return Matcher.quoteReplacement(bytes.toString(StandardCharsets.UTF_8));
        });
    }

    private static String unescaped(String text) {
        String inBytes = bytes(text, HEX_PAIR_BEHIND_X, 2);
        StringBuilder plain = new StringBuilder(inBytes.length());
        for (int at = 0; at < inBytes.length(); at++) {
            char c = inBytes.charAt(at);
            if (c != '\\' || at + 1 == inBytes.length()) {
                plain.append(c);
                continue;
            }
            char next = inBytes.charAt(++at);
            int known = ESCAPED.indexOf(next);
            if (next == 'u' && isHex(inBytes, at + 1, at + 5)) {
                plain.append((char) Integer.parseInt(inBytes.substring(at + 1, at + 5), 16));
                at += 4;
            } else {
                plain.append(known >= 0 ? MEANT.charAt(known) : next);
            }
        }
        return plain.toString();
    }

    private static boolean isHex(String text, int from, int to) {
        return to <= text.length() && text.substring(from, to).chars().allMatch(c -> Character.digit(c, 16) >= 0);
    }

    private static String unicode(String label) {
        try {
            return IDN.toUnicode(label.toLowerCase(Locale.ROOT), IDN.ALLOW_UNASSIGNED);
        } catch (IllegalArgumentException e) {
            return label;
        }
    }

    private static String character(MatchResult entity) {
        if (entity.group(3) != null) {
            return NAMED.getOrDefault(entity.group(3), entity.group());
        }
        int c = entity.group(1) != null ? Integer.parseInt(entity.group(1)) : Integer.parseInt(entity.group(2), 16);
        return Character.isValidCodePoint(c) ? Character.toString(c) : entity.group();
    }
}
