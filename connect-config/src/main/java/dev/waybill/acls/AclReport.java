package dev.waybill.acls;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.common.acl.AclBinding;

/**
 * What became of a plan's rights on a cluster.
 *
 * @param there how many were granted before
 * @param made those that were granted now
 * @param excess rights on the catalog that others have
 */
public record AclReport(int there, List<AclBinding> made, List<AclExcess> excess) {
    public AclReport {
        made = List.copyOf(made);
        excess = List.copyOf(excess);
    }

    /** A line for each right that is new or too much, and one with the numbers. */
    public String text() {
        return Stream.of(
                        made.stream().map(binding -> "granted: " + AclBindings.text(binding)),
                        excess.stream().map(found -> "warning: " + found.text()),
                        Stream.of("rights: " + made.size() + " granted, " + there + " were there"))
                .flatMap(lines -> lines)
                .collect(Collectors.joining("\n", "", "\n"));
    }

    /** For JSON. */
    public Map<String, Object> content() {
        Map<String, Object> content = new LinkedHashMap<>();
        content.put("there", there);
        content.put("granted", made.stream().map(AclBindings::text).toList());
        content.put(
                "excess",
                excess.stream()
                        .map(found -> Map.of("right", found.right(), "harm", found.harm()))
                        .toList());
        return content;
    }
}
