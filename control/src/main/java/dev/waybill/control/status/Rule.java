package dev.waybill.control.status;

import dev.waybill.catalog.reign.Change;
import dev.waybill.catalog.reign.Reign;
import dev.waybill.catalog.reign.Vacancy;
import dev.waybill.catalog.reign.VersionReign;
import dev.waybill.contract.YamlName;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What rules an export from an instant of event time on.
 *
 * @param version the config-version; empty where nobody rules
 * @param ending why nobody rules: {@code removed} or {@code disabled}; empty where a version does
 * @param from the first instant
 * @param change who made it so, when and why
 */
public record Rule(Optional<String> version, Optional<String> ending, Instant from, Change change) {
    static Rule of(Reign reign) {
        return reign instanceof VersionReign version
                ? new Rule(Optional.of(version.version()), Optional.empty(), reign.from(), reign.change())
                : new Rule(
                        Optional.empty(),
                        Optional.of(YamlName.of(((Vacancy) reign).ending())),
                        reign.from(),
                        reign.change());
    }

    /** The version, or why there is none. */
    String text() {
        return version.or(() -> ending).orElse("");
    }

    Map<String, Object> content() {
        Map<String, Object> content = new LinkedHashMap<>();
        version.ifPresent(id -> content.put("version", id));
        ending.ifPresent(why -> content.put("ended", why));
        content.put("from", from.toString());
        content.put("by", change.by());
        content.put("at", change.at().toString());
        content.put("why", change.why());
        return content;
    }
}
