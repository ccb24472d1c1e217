package dev.waybill.control.console.page;

import dev.waybill.control.console.state.WindowRemark;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** What else is to be known about a window, in sentences. */
public final class Remark {
    private Remark() {}

    /** @param window as the API says it */
    public static List<String> sentences(Json window) {
        return window.texts("remarks").stream().flatMap(Remark::sentence).toList();
    }

    private static Stream<String> sentence(String word) {
        WindowRemark remark = Arrays.stream(WindowRemark.values())
                .filter(one -> one.word().equals(word))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no remark is " + word));
        Optional<String> sentence = switch (remark) {
            case PARTIAL ->
                Optional.of("What was said of it first is no longer kept, so it may have had more events and parts.");
            case UNTIMED -> Optional.of("Of some part it is known that it is in the bucket, but not when it came.");
            case SCATTERED -> Optional.of("Not all its parts can be listed: they stand too far apart in the ledger.");
            case RECEIPT -> Optional.empty();
        };
        return sentence.stream();
    }
}
