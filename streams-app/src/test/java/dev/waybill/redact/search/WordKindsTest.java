package dev.waybill.redact.search;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The first and last character of each range, and those beside it. */
class WordKindsTest {
    @ParameterizedTest
    @CsvSource({
        "2f,    SEPARATOR", // slash
        "30,    LETTER", // 0
        "39,    LETTER", // 9
        "3a,    SEPARATOR", // colon
        "40,    SEPARATOR", // at
        "41,    LETTER", // A
        "5a,    LETTER", // Z
        "5b,    SEPARATOR", // bracket
        "60,    SEPARATOR", // grave accent
        "61,    LETTER", // a
        "7a,    LETTER", // z
        "7b,    SEPARATOR", // brace
        "7f,    SEPARATOR", // delete
        "80,    SEPARATOR", // control
        "aa,    LETTER", // feminine ordinal
        "301,   MARK", // acute accent
        "52f,   LETTER", // Cyrillic, the last
        "531,   LETTER", // Armenian
        "93f,   MARK", // Devanagari vowel sign
        "e01,   ALONE", // Thai
        "e48,   ALONE", // Thai tone mark
        "115f,  ALONE", // Hangul initial
        "1160,  PART", // Hangul vowel, the first
        "11ff,  PART", // Hangul final, the last
        "1200,  LETTER", // Ethiopic
        "20dd,  MARK", // enclosing circle
        "2122,  SEPARATOR", // trade mark
        "3004,  SEPARATOR", // Japanese industrial standard
        "3005,  ALONE", // iteration mark
        "3098,  SEPARATOR", // unassigned
        "3099,  PART", // voiced
        "309a,  PART", // semi-voiced
        "309b,  SEPARATOR", // voiced, by itself
        "30fc,  ALONE", // long vowel
        "30ff,  ALONE", // digraph koto
        "3105,  ALONE", // Bopomofo
        "33ff,  SEPARATOR", // square gal
        "3400,  ALONE", // ideographs, the first
        "9fff,  ALONE", // the last of those that are together
        "a000,  ALONE", // Yi
        "a960,  ALONE", // Hangul initial
        "ac00,  ALONE", // Hangul syllable, the first
        "d7a3,  ALONE", // the last
        "d7b0,  PART", // Hangul vowel
        "d7fb,  PART", // Hangul final
        "fb1e,  MARK", // Hebrew
        "20000, ALONE", // ideograph
    })
    void knowsWhatEachDoes(String hexadecimal, Words.Kind kind) {
        assertThat(Words.kind(Integer.parseInt(hexadecimal, 16))).isEqualTo(kind);
    }

    @ParameterizedTest
    @CsvSource({
        "-,   true",
        "_,   true",
        "'.', true",
        "a,   true",
        "7,   true",
        "名,  true",
        "' ', false",
        "/,   false",
        "@,   false",
        "™,   false",
    })
    void namesAreMadeOfLettersAndWhatJoinsThem(String character, boolean inName) {
        assertThat(Words.isInName(character.codePointAt(0))).isEqualTo(inName);
    }

    @Test
    void marksOfEveryScriptMayStandInAnyOrder() {
        assertThat(Words.isOrderless(0x2ff)).isFalse();
        assertThat(Words.isOrderless(0x300)).isTrue();
        assertThat(Words.isOrderless(0x5b0)).isTrue();
        assertThat(Words.isOrderless('a')).isFalse();
        assertThat(Words.isOrderless(0x93f)).isFalse();
    }

    @Test
    void anAccentIsOfEveryScriptAndAVowelSignOfItsOwn() {
        assertThat(Words.isSharedMark(0x301)).isTrue();
        assertThat(Words.isSharedMark(0x20dd)).isTrue();
        assertThat(Words.isSharedMark(0x5b0)).isFalse();
        assertThat(Words.isSharedMark(0x93f)).isFalse();
        assertThat(Words.isSharedMark('e')).isFalse();
    }

    /** Latin letters take no marks of other scripts, and marks that are alike follow each other. */
    @Test
    void aMarkBelongsToALetterOrMarkOfItsScript() {
        assertThat(joined(0x915, 0x93f)).isTrue();
        assertThat(joined(0x93f, 0x94d)).isTrue();
        assertThat(joined('a', 0x93f)).isFalse();
        assertThat(joined(0x94d, 0x995)).isTrue();
        assertThat(joined('/', 0x93f)).isFalse();
    }

    private static boolean joined(int before, int after) {
        return Words.joined(Words.kind(before), before, Words.kind(after), after);
    }
}
