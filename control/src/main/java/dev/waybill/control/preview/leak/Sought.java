package dev.waybill.control.preview.leak;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What is looked for of one value. Made once for each value, since it costs more than looking.
 *
 * @param texts the value, and what it stands for where it is encoded itself; as they are
 * @param folded the same, folded
 * @param address if it is one, which is then found by what it is
 * @param number if it is one
 * @param codes texts that tell it
 */
record Sought(
        List<String> texts, List<String> folded, Optional<Address> address, Optional<BigDecimal> number, List<Code> codes) {
    /** Values that are shorter are parts of words by chance. */
    private static final int SHORTEST_PART = 4;

    private static final int MOST_DIGITS = 30;

    static Sought of(String value) {
        Set<String> texts = new LinkedHashSet<>();
        Set<String> folded = new LinkedHashSet<>();
        for (Reading reading : Reading.of(value.strip())) {
            boolean bare = reading.text().equals(reading.text().strip());
            if (bare && reading.spelling().isPromised() && isValue(reading.folded())) {
                texts.add(reading.text());
                folded.add(reading.folded());
            }
        }
        Optional<Address> address = value.indexOf('.') >= 0 || value.indexOf(':') >= 0 ? Address.parse(value) : Optional.empty();
        Optional<BigDecimal> number = value.matches("[0-9]{1," + MOST_DIGITS + "}")
                ? Optional.of(new BigDecimal(value))
                : Optional.empty();
        List<Code> codes = new ArrayList<>();
        if (!texts.isEmpty()) {
            codes.addAll(Code.of(value.strip()));
            address.map(Code::of).ifPresent(codes::addAll);
        }
        return new Sought(List.copyOf(texts), List.copyOf(folded), address, number, codes);
    }

    /** What redaction itself leaves in the place of values says nothing. */
    private static boolean isValue(String folded) {
        return folded.codePoints().anyMatch(c -> c != '-' && c != ' ');
    }

    /** The folded texts that are long enough to mean something as a part of a word. */
    List<String> parts() {
        return folded.stream().filter(text -> text.length() >= SHORTEST_PART).toList();
    }

    @Override
    public String toString() {
        return "Sought";
    }
}
