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

    /** Folded, what the cell says with least taken off. */
    String folded() {
        return readings.get(0).folded();
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

    /** A reading that takes more off finds again what the others have found, so only what is more counts. */
    private void words(HiddenValue value, Sought sought, List<Hit> hits) {
        int whole = 0;
        for (Promised promised : Promised.values()) {
            for (Reading reading : readings) {
                if (promised.holds(reading.spelling())) {
                    Best best = best(reading, sought);
                    if (best.words().whole() > whole) {
                        hits.add(hit(value, reading, sought.texts().get(best.form()), best.words(), whole));
                        whole = best.words().whole();
                    }
                }
            }
        }
        if (whole == 0) {
            parts(value, sought, hits);
        } else if (best(readings.get(0), sought).words().parts() > 0 && !sought.parts().isEmpty()) {
            hits.add(new Hit(value, Spelling.of(Step.PART_OF_WORD), place, 1));
        }
    }

    private Hit hit(HiddenValue value, Reading reading, String text, Words words, int before) {
        int more = words.whole() - before;
        Spelling spelling = refined(reading, text);
        boolean kept = value.keepsNames() && words.named() >= more;
        return new Hit(value, kept ? spelling.within(Step.PART_OF_NAME) : spelling, place, more);
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
        if (Words.count(Folding.blanks(Folding.lower(text)), Folding.blanks(lower)).whole() > 0) {
            return reading.spelling().within(Step.WHITE_SPACE);
        }
        String seen = Folding.blanks(Folding.lower(Folding.seen(text)));
        return Words.count(seen, Folding.blanks(Folding.seen(lower))).whole() > 0
                ? reading.spelling().within(Step.INVISIBLE_CHARACTERS)
                : reading.spelling().within(Step.LETTER_FORMS);
    }

    private void address(HiddenValue value, Address sought, List<Hit> hits) {
        int before = 0;
        for (Promised promised : Promised.values()) {
            for (Reading reading : readings) {
                if (promised.holds(reading.spelling())) {
                    List<Addresses.Found> found = addresses(reading).stream()
                            .filter(one -> sought.isIn(one.address()))
                            .toList();
                    if (found.size() > before) {
                        hits.add(new Hit(value, spelling(reading, found, value), place, found.size() - before));
                        before = found.size();
                    }
                }
            }
        }
    }

    private static Spelling spelling(Reading reading, List<Addresses.Found> found, HiddenValue value) {
        if (found.stream().anyMatch(one -> value.text().contains(one.spelled()))) {
            return reading.spelling();
        }
        return found.stream().anyMatch(one -> Folding.lower(value.text()).contains(Folding.lower(one.spelled())))
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
                boolean whole = literals.end() - literals.start() == reading.text().length();
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

    /** Readings by what redaction looks through come first. */
    private enum Promised {
        YES,
        NO;

        boolean holds(Spelling spelling) {
            return spelling.isPromised() == (this == YES);
        }
    }
}
