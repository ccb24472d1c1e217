package dev.waybill.control.console.page;

import dev.waybill.contract.YamlName;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;

/** The ways in which windows can be delivered again: what the API asks in two members, without those that exclude each other. */
public enum ReplayHow {
    AS_IT_WAS(
            "reigned",
            "in-place",
            "To where it was delivered, as it was then: what is missing there comes again, and nothing that is there changes"),
    BESIDE("reigned", "beside", "Below a folder of its own, under the versions that ruled then"),
    CURRENT("current", "beside", "Below a folder of its own, under the version that rules last"),
    NEXT(
            "next",
            "beside",
            "Below a folder of its own, what no version ruled, under the version that rules next: the time before there was"
                    + " the export");

    private final String under;
    private final String place;
    private final String words;

    ReplayHow(String under, String place, String words) {
        this.under = under;
        this.place = place;
        this.words = words;
    }

    /** The one of this word; the first where there is none. */
    static ReplayHow of(String word) {
        return Arrays.stream(values())
                .filter(how -> how.word().equals(word))
                .findFirst()
                .orElse(AS_IT_WAS);
    }

    /** The one of what the API answers. */
    static Optional<ReplayHow> of(Json replay) {
        return Arrays.stream(values())
                .filter(how -> how.under.equals(replay.text("under")) && how.place.equals(replay.text("place")))
                .findFirst();
    }

    public String word() {
        return YamlName.of(this);
    }

    public String words() {
        return words;
    }

    /** Members of the API's body. */
    Map<String, String> members() {
        return Map.of("under", under, "place", place);
    }
}
