package dev.waybill.catalog.record;

import dev.waybill.contract.ExportId;
import dev.waybill.contract.Topics;
import dev.waybill.spec.yaml.Place;
import dev.waybill.spec.yaml.Problem;
import dev.waybill.spec.yaml.SpecException;

/**
 * A version whose spec this program cannot read, because another version of Waybill wrote it. It concerns its export alone;
 * whoever would take something away treats it as if it still needed everything.
 *
 * @param version its config-version
 * @param reason without values
 */
public record UnreadableSpec(ExportId export, String version, String reason) {
    /** What is to be said of a version that {@code why} was thrown for. */
    public static UnreadableSpec of(ExportId export, String version, SpecException why) {
        Problem first = why.problems().get(0);
        String path = first.place().path();
        return new UnreadableSpec(export, version, path.isEmpty() ? first.message() : path + " " + first.message());
    }

    /** Which it is, why, and what to do. */
    public Problem problem() {
        return Problem.at(
                        Place.of(Topics.CATALOG, name()),
                        "has a spec that this program cannot read (" + reason + "), so it stays as it is")
                .hint("use the version of Waybill that wrote it");
    }

    /** The same on one line. */
    public String text() {
        return name() + " " + problem().text();
    }

    private String name() {
        return export + "@" + version;
    }
}
