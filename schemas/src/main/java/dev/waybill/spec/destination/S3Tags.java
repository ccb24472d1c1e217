package dev.waybill.spec.destination;

import dev.waybill.spec.yaml.Mapping;
import dev.waybill.spec.yaml.Place;
import dev.waybill.spec.yaml.Problem;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Object tags within the limits of S3: at most 10, keys of 1 to 128 and values of up to 256 letters, digits, spaces and
 * {@code + - = . _ : / @}; see "Categorizing your objects using tags" in the Amazon S3 user guide.
 */
record S3Tags(Map<String, String> values) {
    private static final int MAX_TAGS = 10;
    private static final Pattern KEY = Pattern.compile("[\\p{L}\\p{N} +\\-=._:/@]{1,128}");
    private static final Pattern VALUE = Pattern.compile("[\\p{L}\\p{N} +\\-=._:/@]{0,256}");

    static S3Tags read(Mapping mapping) {
        Map<String, String> tags = mapping.textMap("tags");
        Place place = mapping.place("tags");
        if (tags.size() > MAX_TAGS) {
            mapping.report(Problem.at(place, "holds more than " + MAX_TAGS + " tags"));
        }
        tags.forEach((key, value) -> {
            if (!KEY.matcher(key).matches() || !VALUE.matcher(value).matches() || key.startsWith("aws:")) {
                mapping.report(Problem.at(place.key(key), "is not a tag that S3 takes")
                        .hint("letters, digits, spaces and + - = . _ : / @; the name must not start with aws:"));
            }
        });
        return new S3Tags(tags);
    }
}
