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
    private static final String ESCAPED = "\"\\/tnrbfv";
    private static final String MEANT = "\"\\/\t\n\r\b\f\u000b";

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

    /** One pass: what escapes stand for is not read as escapes again. Bytes side by side are UTF-8. */
    private static String unescaped(String text) {
        StringBuilder plain = new StringBuilder(text.length());
        int at = 0;
        while (at < text.length()) {
            char next = at + 1 < text.length() ? text.charAt(at + 1) : 0;
            int known = text.charAt(at) == '\\' ? ESCAPED.indexOf(next) : -1;
            if (text.charAt(at) == '\\' && next == 'u' && isHex(text, at + 2, at + 6)) {
                plain.append((char) Integer.parseInt(text.substring(at + 2, at + 6), 16));
                at += 6;
            } else if (text.charAt(at) == '\\' && next == 'x' && isHex(text, at + 2, at + 4)) {
                Matcher run = HEX_PAIR_BEHIND_X.matcher(text).region(at, text.length());
                int end = run.lookingAt() ? run.end() : at + 4;
                plain.append(bytes(text.substring(at, end), HEX_PAIR_BEHIND_X, 2));
                at = end;
            } else {
                plain.append(known >= 0 ? MEANT.charAt(known) : text.charAt(at));
                at += known >= 0 ? 2 : 1;
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
