package dev.waybill.control.doctor.check;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Optional;

/**
 * Whether this machine's clock is near the store's. S3 refuses requests that are more than fifteen minutes off. What holds
 * here need not hold on the sink's machine: its error {@code CLOCK_SKEW} tells.
 */
public record ClockSkew() implements Check {
    private static final Duration REFUSED = Duration.ofMinutes(15);
    private static final Duration NEAR = Duration.ofMinutes(1);

    @Override
    public List<Diagnosis> examine(Examination examination) {
        Examination.Knock knock = examination.knock();
        Optional<Instant> theirs =
                Optional.ofNullable(knock.reply().headers().get("date")).flatMap(ClockSkew::parsed);
        if (theirs.isEmpty()) {
            return List.of(Diagnosis.notChecked(
                    "the store does not say what time it is", "needs an answer with a Date header"));
        }
        Duration skew = Duration.between(theirs.get(), knock.at()).abs();
        // The answer took its time, and the header has whole seconds.
        Duration certain = skew.minus(knock.took()).minusSeconds(1);
        String text = "this machine's clock differs from the store's by " + skew.toSeconds() + " s";
        String advice = "synchronise the clock of this machine, and look at those of the Connect workers";
        if (certain.compareTo(REFUSED) >= 0) {
            return List.of(Diagnosis.failed(text + ": S3 refuses requests from 15 minutes on", advice));
        }
        return List.of(certain.compareTo(NEAR) >= 0 ? Diagnosis.warning(text, advice) : Diagnosis.passed(text));
    }

    private static Optional<Instant> parsed(String date) {
        try {
            return Optional.of(DateTimeFormatter.RFC_1123_DATE_TIME.parse(date, Instant::from));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }
}
