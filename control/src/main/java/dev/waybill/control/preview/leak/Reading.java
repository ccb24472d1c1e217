package dev.waybill.control.preview.leak;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * What a text says once encodings have been taken off it.
 *
 * @param from index of the reading that the last encoding was taken off; of the text itself -1
 * @param folded see {@link Folding#fold}
 * @param spelling what was taken off
 */
record Reading(int from, String text, String folded, Spelling spelling) {
    /** Redaction looks through eight rounds of percent-encoding. */
    private static final int MAX_ROUNDS = 8;

    private static final int MAX_DEPTH = 11;
    private static final int MAX_READINGS = 64;
    /** Of a long text there are fewer: beyond so many characters only rounds of percent-encoding are taken off. */
    private static final long MAX_CHARACTERS = 1 << 21;

    /** All there are of a text, those from which least was taken off first; the text itself is the first. */
    static List<Reading> of(String text) {
        List<Reading> readings = new ArrayList<>();
        Set<String> seen = new HashSet<>();
        seen.add(text);
        readings.add(new Reading(-1, text, Folding.fold(text), Spelling.PLAIN));
        long characters = text.length();
        for (int next = 0; next < readings.size(); next++) {
            Reading reading = readings.get(next);
            if (reading.spelling.steps().size() == MAX_DEPTH) {
                continue;
            }
            for (Decoder decoder : Decoder.values()) {
                boolean affordable = characters < MAX_CHARACTERS || decoder == Decoder.PERCENT;
                if (affordable && readings.size() < MAX_READINGS && reading.mayBe(decoder)) {
                    String decoded = decoder.decode(reading.text);
                    characters += decoded.length();
                    if (seen.add(decoded)) {
                        readings.add(new Reading(
                                next, decoded, Folding.fold(decoded), reading.spelling.within(decoder.step())));
                    }
                }
            }
        }
        return readings;
    }

    private boolean mayBe(Decoder decoder) {
        return decoder.applies(text)
                && (decoder.step() != Step.PERCENT_ENCODED
                        || Collections.frequency(spelling.steps(), Step.PERCENT_ENCODED) < MAX_ROUNDS);
    }

    /** Names nothing of it. */
    @Override
    public String toString() {
        return "Reading " + spelling;
    }
}
