package dev.waybill.leak;

import java.util.Random;

/**
 * What values of a script are made of, and letters that no value has, for what stands around them. None of the letters is a
 * hexadecimal digit, which would have a meaning in an encoding.
 */
enum Alphabet {
    LATIN("ghijklmnop", "rstuvwy", true),
    ACCENTED("gñhéüöçjkøł", "rstuvwy", true),
    FOLDED("hßkİıſm", "rtuvwy", true),
    GREEK("αάγδζήθς", "κλμν", true),
    CYRILLIC("бвгдйё", "жзкл", true),
    HEBREW("אבגדה", "זחט", true),
    ARABIC("بتثج", "سشص", true),
    DEVANAGARI("कखग\u093f\u0940घ", "चछज", true),
    HAN("张伟明华", "用户登录", false),
    HIRAGANA("さくらたがろ", "のはに", false),
    KATAKANA("サクラタガロー", "ノハニ", false),
    THAI("สมช\u0e32ย\u0e48", "กขค", false),
    LAO("ສມພ\u0ebbອນ", "ກຂຄ", false),
    KHMER("សខគ\u17bb", "កងច", false),
    MYANMAR("အကခ\u1031", "မရလ", false),
    HANGUL("김철수각", "님이가", false);

    private final int[] letters;
    private final int[] others;
    /** Whether words of the script are written with spaces between them. */
    private final boolean spaced;

    Alphabet(String letters, String others, boolean spaced) {
        this.letters = letters.codePoints().toArray();
        this.others = others.codePoints().toArray();
        this.spaced = spaced;
    }

    boolean isSpaced() {
        return spaced;
    }

    /** A word of letters that values have; it begins and ends with no mark. */
    String value(Random random) {
        StringBuilder word = new StringBuilder();
        int length = 3 + random.nextInt(5);
        while (word.codePointCount(0, word.length()) < length) {
            word.appendCodePoint(letters[random.nextInt(letters.length)]);
        }
        return word.insert(0, letter(letters, random))
                .append(letter(letters, random))
                .toString();
    }

    /** A word of letters that no value has. */
    String word(Random random) {
        StringBuilder word = new StringBuilder();
        for (int i = random.nextInt(4); i >= 0; i--) {
            word.append(letter(others, random));
        }
        return word.toString();
    }

    private static String letter(int[] from, Random random) {
        int letter = from[random.nextInt(from.length)];
        return Character.isLetter(letter) ? Character.toString(letter) : letter(from, random);
    }
}
