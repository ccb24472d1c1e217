package dev.waybill.redact.search;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.kind.redaction.PartOfName;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReadingTest {
    private final Layer layer = new Layer();
    private final Reading reading = new Reading();

    /** Places where a word can begin or end stand as a bar. */
    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '`',
            value = {
                // style; text; words; names
                "TEXT; a-b_c.d/e;       |a|-|b|_|c|.|d|/|e|;        |a-b_c.d|/|e|",
                "TEXT; bob7 x;          |bob7| |x|;                 |bob7| |x|",
                "TEXT; www.bob.org;     |www|.|bob|.|org|;          |www.bob.org|",
                "HOST; www.bob-x.org;   |www|.|bob|-|x|.|org|;      |www|.|bob-x|.|org|",
                "URI;  http://a.b/c.d;  |http|:|/|/|a|.|b|/|c|.|d|; |http|:|/|/|a|.|b|/|c.d|",
                "TEXT; u@//a.b;         |u|@|/|/|a|.|b|;            |u|@|/|/|a|.|b|",
                "TEXT; u//a.b;          |u|/|/|a|.|b|;              |u|/|/|a.b|",
                "TEXT; ///a.b;          |/|/|/|a|.|b|;              |/|/|/|a.b|",
                "TEXT; //x:8@a.b c.d;   |/|/|x|:|8|@|a|.|b| |c|.|d|; |/|/|x|:|8|@|a|.|b| |c.d|",
                "TEXT; 張a;             |張|a|;                     |張|a|",
                "TEXT; -;               |-|;                        |-|",
            })
    void knowsWhereWordsAndNamesBeginAndEnd(TextStyle style, String text, String words, String names) {
        // When
        read(text, style);

        // Then
        assertThat(edges(PartOfName.HIDE)).isEqualTo(words);
        assertThat(edges(PartOfName.KEEP)).isEqualTo(names);
    }

    @Test
    void aTextCanBeReadAsIfItStoodInAHost() {
        // Given
        byte[] text = "bob.org".getBytes(StandardCharsets.US_ASCII);
        layer.set(text, 0, text.length);

        // When
        reading.read(layer, TextStyle.TEXT, "//");

        // Then
        assertThat(edges(PartOfName.KEEP)).isEqualTo("|bob|.|org|");
        reading.read(layer, TextStyle.TEXT, ":/");
        assertThat(edges(PartOfName.KEEP)).isEqualTo("|bob.org|");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '`',
            value = {
                // text; first; again
                "a™b;   |atmb|;    |a|™|b|",
                "x²;    |x2|;      |x|²|",
                "ⓑob;   |bob|;     |ⓑ|ob|",
                "a。b;   |a.b|;     |a|.|b|",
            })
    void whatIsFoldedToLettersOrJointsIsReadInTwoWays(String text, String first, String again) {
        // When
        read(text, TextStyle.TEXT);

        // Then
        assertThat(reading.isAmbiguous()).isTrue();
        assertThat(edges(PartOfName.KEEP)).isEqualTo(first);
        reading.readAgain(layer, TextStyle.TEXT);
        assertThat(edges(PartOfName.KEEP)).isEqualTo(again);
    }

    @ParameterizedTest
    @CsvSource({"José", "a/b", "張偉", "a\u2028b", "\u200b", "ﬁ"})
    void everythingElseIsReadInOneWay(String text) {
        // When
        read(text, TextStyle.TEXT);

        // Then
        assertThat(reading.isAmbiguous()).isFalse();
    }

    @Test
    void severalBlanksAreTheFirstOfThem() {
        // When
        read(" \ta \u00a0 +b", TextStyle.TEXT);

        // Then
        assertThat(edges(PartOfName.HIDE)).isEqualTo("| |a| |b|");
        assertThat(reading.from(0)).isZero();
        assertThat(reading.from(1)).isEqualTo(2);
        assertThat(reading.from(2)).isEqualTo(3);
        assertThat(reading.from(3)).isEqualTo(8);
    }

    @Test
    void eachByteKnowsWhereItComesFromAndWhatFollows() {
        // When
        read("aßé名z", TextStyle.TEXT);

        // Then
        assertThat(edges(PartOfName.HIDE)).isEqualTo("|asse|名|z|");
        assertThat(reading.from(1)).isEqualTo(1);
        assertThat(reading.from(2)).isEqualTo(1);
        assertThat(reading.to(2)).isEqualTo(3);
        assertThat(reading.to(3)).isEqualTo(3);
        assertThat(reading.to(4)).isEqualTo(5);
        assertThat(reading.to(5)).isEqualTo(8);
        assertThat(reading.to(8)).isEqualTo(9);
    }

    @Test
    void marksOnALetterAreInOneOrder() {
        // When
        read("\u05d0\u05b1\u05b0", TextStyle.TEXT);
        byte[] one = reading.toBytes();
        read("\u05d0\u05b0\u05b1", TextStyle.TEXT);

        // Then
        assertThat(reading.toBytes())
                .isEqualTo(one)
                .asString(StandardCharsets.UTF_8)
                .isEqualTo("\u05d0\u05b0\u05b1");
    }

    @Test
    void howeverManyMarksThereAre() {
        // Given
        StringBuilder rising = new StringBuilder("\u05d0");
        for (int mark = 0x5b0; mark < 0x5bd; mark++) {
            rising.append((char) mark);
        }
        String falling = "\u05d0" + new StringBuilder(rising.substring(1)).reverse();

        // When
        read(falling, TextStyle.TEXT);

        // Then
        assertThat(reading.toBytes()).asString(StandardCharsets.UTF_8).isEqualTo(rising.toString());
    }

    /** A mark belongs to the letter before it, never to one behind it. */
    @Test
    void marksStayBetweenTheirLetters() {
        // When
        read("\u05d0\u05b1a\u05d0\u05b0", TextStyle.TEXT);

        // Then
        assertThat(reading.toBytes()).asString(StandardCharsets.UTF_8).isEqualTo("\u05d0\u05b1a\u05d0\u05b0");
    }

    @Test
    void saysWhereTheFirstByteStandsThatIsNoText() {
        // Given
        byte[] text = {'a', 'b', (byte) 0xc3, 'c', (byte) 0xff};
        layer.set(text, 1, 4);

        // When
        reading.read(layer, TextStyle.TEXT);

        // Then
        assertThat(reading.malformedFrom()).isEqualTo(1);
        read("é", TextStyle.TEXT);
        assertThat(reading.malformedFrom()).isEqualTo(Layer.NOWHERE);
    }

    private void read(String text, TextStyle style) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        layer.set(bytes, 0, bytes.length);
        reading.read(layer, style);
    }

    private String edges(PartOfName rule) {
        StringBuilder marked = new StringBuilder();
        byte[] bytes = reading.toBytes();
        int begin = 0;
        for (int i = 0; i <= bytes.length; i++) {
            if (reading.isEdge(i, rule)) {
                marked.append(new String(bytes, begin, i - begin, StandardCharsets.UTF_8))
                        .append('|');
                begin = i;
            }
        }
        return marked.toString();
    }
}
