package dev.waybill.select;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PatternSizeTest {
    private static final int PATTERNS = Integer.getInteger("fuzz.patterns", 20_000);
    private static final long SEED = Long.getLong("fuzz.seed", 20_260_304L);
    private static final List<String> PIECES = List.of(
            "a",
            "b",
            "é",
            "\ud83d\ude00",
            "я",
            "(",
            ")",
            "(?:",
            "(?P<n>",
            "(?i)",
            "(?s)",
            "(?U)",
            "|",
            "*",
            "+",
            "?",
            "{2}",
            "{3,}",
            "{0,4}",
            "{2,5}",
            "{,3}",
            "{1001}",
            "{99999999999}",
            "{",
            "}",
            "[",
            "[^",
            "]",
            "-",
            "[a-z]",
            "[^]x]",
            "[\\]]",
            "[[:alpha:]]",
            "[:",
            "[A-\\x{1FFF}]",
            "[a-\u1c90]",
            "[\\d-\u2000]",
            "[\\n-\u2000]",
            "\\d",
            "\\pL",
            "\\p{Greek}",
            "\\x{41}",
            "\\x7f-",
            "\\07",
            "\\377",
            "\\x{1c80}",
            "\u1c80",
            "\\Qab*\\E",
            "\\Q",
            "\\",
            "\\C",
            "\\z",
            "\\b",
            "^",
            "$",
            ".");

    @Test
    void isNeverLessThanWhatThePatternBecomes() {
        // Given
        Random random = new Random(SEED);
        System.out.println("patterns from seed " + SEED);
        int compiled = 0;
        for (int i = 0; i < PATTERNS; i++) {
            StringBuilder pattern = new StringBuilder();
            for (int left = 1 + random.nextInt(14); left > 0; left--) {
                pattern.append(PIECES.get(random.nextInt(PIECES.size())));
            }
            String regex = pattern.toString();

            // When
            int size = PatternSize.of(regex);

            // Then: what is taken compiles soon, and to no more than that
            if (size <= Patterns.MAX_SIZE) {
                try {
                    assertThat(Pattern.compile(regex).programSize()).as(regex).isLessThanOrEqualTo(size);
                    compiled++;
                } catch (PatternSyntaxException e) {
                    assertThat(e.getDescription()).isNotEmpty();
                }
            }
        }
        assertThat(compiled).isGreaterThan(PATTERNS / 10);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '→',
            value = {
                "abc → 6",
                "a{1000} → 2004",
                "(a{1000}){1000} → 1000000",
                "[0-9]{1,3}(\\.[0-9]{1,3}){3} → 47",
                "x{,3} → 8",
                "\\Qa{9}\\E → 7",
                "[[:alpha:](){9}] → 4",
                "(?i)[а-я] → 7",
                "(?i)\\x{1C80} → 1000000",
                "a{9}(?U){9} → 184",
                "\\x{1C80} → 4",
                "(((((((((a → 31"
            })
    void countsInstructionsFromTheText(String regex, int size) {
        assertThat(PatternSize.of(regex)).isEqualTo(size);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}",
                "^/(npm|maven|pypi)/[^/]{1,200}/.*[.](tgz|jar|whl)$",
                "(?i)(googlebot|bingbot|baiduspider|yandexbot|duckduckbot|slurp|ahrefsbot|semrushbot|mj12bot|petalbot)",
                "(?i)größe|величина|μέγεθος"
            })
    void takesWhatPeopleWrite(String regex) {
        assertThat(PatternSize.of(regex)).isLessThan(Patterns.MAX_SIZE);
        assertThat(new Patterns().add(regex)).isEmpty();
    }
}
