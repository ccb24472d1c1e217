package dev.waybill.local;

import dev.waybill.contract.ExportId;
import dev.waybill.contract.Topics;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;

/**
 * The tenants {@code tenant-0} and so on.
 *
 * @param count how many there are
 */
record FlowTenants(int count) {
    String tenant(int index) {
        return "tenant-" + index;
    }

    List<String> all() {
        return IntStream.range(0, count).mapToObj(this::tenant).toList();
    }

    /**
     * Their specs by tenant.
     *
     * @param exports the same YAML for all: what follows the key {@code tenant}
     */
    Map<String, String> specs(String exports) {
        Map<String, String> specs = new TreeMap<>();
        for (int i = 0; i < count; i++) {
            String own = exports.replace("directory: /tmp", "directory: /tmp/" + tenant(i));
            specs.put(tenant(i), "tenant: " + tenant(i) + "\n" + own);
        }
        return specs;
    }

    /** Where their parts go: the shared topic, and that of this export of each. */
    List<String> topics(String dedicatedExport) {
        List<String> topics = new ArrayList<>(List.of(Topics.SHARED_DELIVERY));
        for (int i = 0; i < count; i++) {
            topics.add(Topics.dedicated(new ExportId(tenant(i), dedicatedExport)));
        }
        return topics;
    }
}
