package dev.waybill.control.preview.leak;

import dev.waybill.control.rows.Cell;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The search of one cell for values. */
final class CellSearch {
    private static final Pattern NUMBER =
            Pattern.compile("(?<![\\w.])-?[0-9]{1,30}(?:\\.[0-9]{1,30})?(?:[eE][+-]?[0-9]{1,3})?(?![\\w.])");
    private static final String HOST = "host";

    private final String place;
    private final List<Reading> readings;
    private final boolean isHost;
    private final Map<Reading, List<Addresses.Found>> addresses = new HashMap<>();

    CellSearch(Cell cell) {
        this.place = cell.place();
        this.readings = Reading.of(cell.text());
        this.isHost = cell.place().toLowerCase(Locale.ROOT).contains(HOST);
    }

    /** Every way in which the value stands in it. */
    List<Hit> find(HiddenValue value, Sought sought) {
        List<Hit> hits = new ArrayList<>();
        if (sought.address().isPresent()) {
            address(value, sought.address().get(), hits);
        } else {
            words(value, sought, hits);
        }
        if (hits.isEmpty()) {
            number(value, sought, hits);
        }
        codes(value, sought, hits);
        return hits;
    }

    private void words(HiddenValue value, Sought sought, List<Hit> hits) {
        List<Best> best =
                readings.stream().map(reading -> best(reading, sought)).toList();
        int[] more = more(best.stream().mapToInt(one -> one.words().whole()).toArray());
        for (int i = 0; i < more.length; i++) {
            if (more[i] > 0) {
                Reading reading = readings.get(i);
                Spelling spelling =
                        refined(reading, sought.texts().get(best.get(i).form()));
                boolean kept = value.keepsNames() && best.get(i).words().named() >= more[i];
                hits.add(new Hit(value, kept ? spelling.within(Step.PART_OF_NAME) : spelling, place, more[i]));
            }
        }
        if (hits.isEmpty()) {
            parts(value, sought, hits);
        } else if (best.get(0).words().parts() > 0 && !sought.parts().isEmpty()) {
            hits.add(new Hit(value, Spelling.of(Step.PART_OF_WORD), place, 1));
        }
    }

    /**
     * How often something is found because of the encoding that a reading has taken off last: others find the same again.
     * What redaction looks through counts first.
     *
     * @param counts of each reading
     */
    private int[] more(int[] counts) {
        int[] more = new int[counts.length];
        int sum = 0;
        for (boolean promised : new boolean[] {true, false}) {
            int most = 0;
            for (int i = 0; i < counts.length; i++) {
                most = promised && !readings.get(i).spelling().isPromised() ? most : Math.max(most, counts[i]);
            }
            for (int i = 0; i < counts.length && sum < most; i++) {
                if (readings.get(i).spelling().isPromised() == promised) {
                    int from = readings.get(i).from();
                    more[i] = Math.max(0, Math.min(most - sum, counts[i] - (from < 0 ? 0 : counts[from])));
                    sum += more[i];
                }
            }
        }
        return more;
    }

    private record Best(int form, Words words) {}

    private static Best best(Reading reading, Sought sought) {
        Best best = new Best(0, new Words(0, 0, 0));
        for (int form = 0; form < sought.folded().size(); form++) {
            Words words = Words.count(reading.folded(), sought.folded().get(form));
            if (words.whole() > best.words().whole() || best.words().whole() == 0 && words.parts() > 0) {
                best = new Best(form, words);
            }
        }
        return best;
    }

    private void parts(HiddenValue value, Sought sought, List<Hit> hits) {
        for (Reading reading : readings) {
            String squeezed = reading.folded().replace(" ", "");
            for (String part : sought.parts()) {
                if (reading.folded().contains(part)) {
                    hits.add(new Hit(value, reading.spelling().within(Step.PART_OF_WORD), place, 1));
                    return;
                }
                if (squeezed.contains(part.replace(" ", ""))) {
                    hits.add(new Hit(value, reading.spelling().within(Step.NO_WHITE_SPACE), place, 1));
                    return;
                }
            }
        }
    }

    /** What beside the encodings makes it another text than the value. */
    private static Spelling refined(Reading reading, String value) {
        String text = reading.text();
        if (Words.count(text, value).whole() > 0) {
            return reading.spelling();
        }
        String lower = Folding.lower(value);
        if (Words.count(Folding.lower(text), lower).whole() > 0) {
            return reading.spelling().within(Step.OTHER_CASE);
        }
        if (Words.count(Folding.blanks(Folding.lower(text)), Folding.blanks(lower))
                        .whole()
                > 0) {
            return reading.spelling().within(Step.WHITE_SPACE);
        }
        String seen = Folding.blanks(Folding.lower(Folding.seen(text)));
        return Words.count(seen, Folding.blanks(Folding.seen(lower))).whole() > 0
                ? reading.spelling().within(Step.INVISIBLE_CHARACTERS)
                : reading.spelling().within(Step.LETTER_FORMS);
    }

    private void address(HiddenValue value, Address sought, List<Hit> hits) {
        List<List<Addresses.Found>> found = readings.stream()
                .map(reading -> addresses(reading).stream()
                        .filter(one -> sought.isIn(one.address()))
                        .toList())
                .toList();
        int[] more = more(found.stream().mapToInt(List::size).toArray());
        for (int i = 0; i < more.length; i++) {
            if (more[i] > 0) {
                hits.add(new Hit(value, spelling(readings.get(i), found.get(i), value), place, more[i]));
            }
        }
    }

    private static Spelling spelling(Reading reading, List<Addresses.Found> found, HiddenValue value) {
        String lower = Folding.lower(value.text());
        if (found.stream()
                .anyMatch(one ->
                        value.text().contains(one.spelled()) && reading.text().contains(one.spelled()))) {
            return reading.spelling();
        }
        return found.stream()
                        .map(one -> Folding.lower(one.spelled()))
                        .anyMatch(spelled -> lower.contains(spelled)
                                && Folding.lower(reading.text()).contains(spelled))
                ? reading.spelling().within(Step.OTHER_CASE)
                : reading.spelling().within(Step.ADDRESS_SPELLING);
    }

    /** Full-width digits and the like are digits in the folded text. A host's whole text may be one number. */
    private List<Addresses.Found> addresses(Reading reading) {
        return addresses.computeIfAbsent(
                reading, any -> Addresses.in(isHost ? "//" + reading.folded() : reading.folded()));
    }

    private void number(HiddenValue value, Sought sought, List<Hit> hits) {
        if (sought.number().isEmpty()) {
            return;
        }
        BigDecimal number = sought.number().get();
        for (Reading reading : readings) {
            Matcher literals = NUMBER.matcher(reading.text());
            boolean isJson = reading.text().startsWith("{") || reading.text().startsWith("[");
            while (literals.find()) {
                boolean whole =
                        literals.end() - literals.start() == reading.text().length();
                if ((isJson || whole) && new BigDecimal(literals.group()).abs().compareTo(number) == 0) {
                    hits.add(new Hit(value, reading.spelling().within(Step.NUMBER_SPELLING), place, 1));
                    return;
                }
            }
        }
    }

    private void codes(HiddenValue value, Sought sought, List<Hit> hits) {
        List<Step> found = new ArrayList<>();
        for (Reading reading : readings) {
            for (Code code : sought.codes()) {
                boolean known = code.step() == Step.ADDRESS_NUMBER && !hits.isEmpty();
                if (!known && !found.contains(code.step()) && code.standsIn(reading)) {
                    found.add(code.step());
                    hits.add(new Hit(value, reading.spelling().within(code.step()), place, 1));
                }
            }
        }
    }
}
