package dev.waybill.select;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How large a regular expression can become when it is compiled, found without compiling it: RE2 writes out what is
 * repeated, so {@code ((a{1000}){1000}){1000}} would be a program of a thousand million instructions. Never less than the
 * program has, whatever the version of the library; what is no regular expression has some size too.
 *
 * <p>Where case does not matter ({@code (?i)}), RE2/J looks at every character of a class on its own, which counts as an
 * instruction for each {@value #FOLDED_AT_ONCE}, and it never comes to an end with {@link #ENDLESS} of them: their
 * capital letters have other small letters.
 */
final class PatternSize {
    /** What is too large whatever the limit; from here on nothing is counted. */
    static final int TOO_LARGE = 1_000_000;

    /** Instructions that a program has whatever it is for. */
    private static final int FRAME = 3;
    /** Instructions for a pair of brackets, with nothing in them. */
    private static final int GROUP = 3;

    private static final int FOLDED_AT_ONCE = 8;
    /** U+1C80 to U+1C88, Cyrillic letters of old prints. */
    private static final String ENDLESS = "\u1c80\u1c81\u1c82\u1c83\u1c84\u1c85\u1c86\u1c87\u1c88";

    private static final Pattern CASELESS = Pattern.compile("\\(\\?[a-zA-Z]*i");
    /** A change of flags: no element of its own, so that a repetition behind it repeats what stands before it. */
    private static final Pattern FLAGS = Pattern.compile("\\(\\?[a-zA-Z-]*\\)");
    /** A repetition as RE2 reads it. */
    private static final Pattern REPETITION = Pattern.compile("\\{([0-9]{1,9})(?:,([0-9]{0,9}))?}");
    /** A character by its number, hexadecimal or octal. */
    private static final Pattern NUMBERED =
            Pattern.compile("\\\\(?:x\\{([0-9A-Fa-f]{1,6})}|x([0-9A-Fa-f]{2})|([0-7]{1,3}))");
    /** A class that has a name: one element, wherever it stands. */
    private static final Pattern NAMED = Pattern.compile("\\\\[pP]\\{[^}]*}|\\[:[^:]*:]");

    private final String regex;
    private final boolean caseless;
    private final Deque<Long> enclosing = new ArrayDeque<>();
    private int at;
    /** Instructions of the group that is being read, without its last element. */
    private long before;
    /** Those of its last element, which a repetition behind it repeats. */
    private long last;

    private PatternSize(String regex) {
        this.regex = regex;
        this.caseless = CASELESS.matcher(regex).find();
    }

    /** An upper bound of the instructions of the compiled pattern, at most {@link #TOO_LARGE}. */
    static int of(String regex) {
        PatternSize size = new PatternSize(regex);
        while (size.at < regex.length()) {
            size.step();
        }
        while (!size.enclosing.isEmpty()) {
            size.close();
        }
        return (int) bounded(FRAME + size.before + size.last);
    }

    private void step() {
        char c = regex.charAt(at);
        switch (c) {
            case '(' -> open();
            case ')' -> close();
            case '|' -> skip(1, 2);
            case '*', '+', '?' -> repeat(1, 1);
            case '{' -> repetition();
            case '[' -> characterClass();
            case '\\' -> escape();
            default -> skip(1, 1 + folding(c, c));
        }
    }

    /** Steps over an element. */
    private void skip(int characters, long size) {
        at += characters;
        element(size);
    }

    private void element(long size) {
        before = bounded(before + last);
        last = size;
    }

    private void open() {
        Optional<MatchResult> flags = here(FLAGS);
        if (flags.isPresent()) {
            at += flags.get().group().length();
            return;
        }
        at++;
        enclosing.push(bounded(before + last));
        before = 0;
        last = 0;
    }

    private void close() {
        at++;
        if (!enclosing.isEmpty()) {
            last = bounded(GROUP + before + last);
            before = enclosing.pop();
        }
    }

    private void repeat(int characters, long times) {
        at += characters;
        last = bounded((last + 1) * times + 1);
    }

    /** {@code {3}}, {@code {3,}} or {@code {3,5}}; a brace that begins something else stands for itself. */
    private void repetition() {
        Optional<MatchResult> found = here(REPETITION);
        if (found.isEmpty()) {
            skip(1, 1);
            return;
        }
        String most = found.get().group(2);
        long times = Math.max(
                Long.parseLong(found.get().group(1)), most == null || most.isEmpty() ? 1 : Long.parseLong(most));
        repeat(found.get().group().length(), Math.max(1, times));
    }

    /** One instruction, whatever is in it, and what folding its ranges takes. */
    private void characterClass() {
        at += regex.startsWith("[^", at) ? 2 : 1;
        long size = 1;
        int first = at;
        int from = -1;
        while (at < regex.length() && (regex.charAt(at) != ']' || at == first)) {
            boolean range = from >= 0 && regex.startsWith("-", at) && at + 1 < regex.length();
            range &= !regex.startsWith("]", at + 1);
            if (range) {
                at++;
            }
            int to = member();
            size = bounded(size + (to < 0 ? 0 : folding(range ? from : to, to)));
            from = to;
        }
        skip(1, size);
    }

    /**
     * Steps over a member of a class; the character that it is, 0 for one that is written with a letter, such as a tab, or
     * -1 if it is a class itself.
     */
    private int member() {
        Optional<MatchResult> numbered = here(NUMBERED);
        if (numbered.isPresent()) {
            MatchResult number = numbered.get();
            at += number.group().length();
            return number.group(3) != null
                    ? Integer.parseInt(number.group(3), 8)
                    : Integer.parseInt(number.group(1) != null ? number.group(1) : number.group(2), 16);
        }
        Optional<MatchResult> named = here(NAMED);
        if (named.isPresent()) {
            at += named.get().group().length();
            return -1;
        }
        if (regex.charAt(at) == '\\' && at + 1 < regex.length()) {
            at += 2;
            char escaped = regex.charAt(at - 1);
            return escaped < 0x80 && Character.isLetterOrDigit(escaped) ? 0 : escaped;
        }
        int character = regex.codePointAt(at);
        at += Character.charCount(character);
        return character;
    }

    /** {@code \d}, {@code \pL}, {@code \x{1F600}} and the like are one element; {@code \Q} makes all up to {@code \E} text. */
    private void escape() {
        if (regex.startsWith("\\Q", at)) {
            int end = regex.indexOf("\\E", at);
            at += 2;
            while (at < (end < 0 ? regex.length() : end)) {
                skip(1, 1 + folding(regex.charAt(at), regex.charAt(at)));
            }
            at = Math.min(regex.length(), at + 2);
            return;
        }
        int character = member();
        element(1 + (character < 0 ? 0 : folding(character, character)));
    }

    /** What a range takes where the case of its characters does not matter. */
    private long folding(int from, int to) {
        if (!caseless || from > to) {
            return 0;
        }
        boolean endless = from <= ENDLESS.charAt(ENDLESS.length() - 1) && to >= ENDLESS.charAt(0);
        return endless ? TOO_LARGE : (to - from) / FOLDED_AT_ONCE;
    }

    /** What stands at the place that is being read. */
    private Optional<MatchResult> here(Pattern form) {
        Matcher matcher = form.matcher(regex).region(at, regex.length());
        return matcher.lookingAt() ? Optional.of(matcher.toMatchResult()) : Optional.empty();
    }

    private static long bounded(long size) {
        return Math.min(size, TOO_LARGE);
    }
}
