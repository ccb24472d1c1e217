package dev.waybill.local;

import dev.waybill.contract.ExportId;
import dev.waybill.contract.Topics;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;

/** Tenants, by their ids. */
record FlowTenants(List<String> all) {
    /** {@code tenant-0} and so on. */
    FlowTenants(int count) {
        this(IntStream.range(0, count).mapToObj(index -> "tenant-" + index).toList());
    }

    int count() {
        return all.size();
    }

    String tenant(int index) {
        return all.get(index);
    }

    /**
     * Their specs by tenant.
     *
     * @param exports the same YAML for all: what follows the key {@code tenant}
     */
    Map<String, String> specs(String exports) {
        Map<String, String> specs = new TreeMap<>();
        for (String tenant : all) {
            String own = exports.replace("directory: /tmp", "directory: /tmp/" + tenant);
            specs.put(tenant, "tenant: " + tenant + "\n" + own);
        }
        return specs;
    }

    /** Where their parts go: the shared topic, and that of this export of each. */
    List<String> topics(String dedicatedExport) {
        List<String> topics = new ArrayList<>(List.of(Topics.SHARED_DELIVERY));
        for (String tenant : all) {
            topics.add(Topics.dedicated(new ExportId(tenant, dedicatedExport)));
        }
        return topics;
    }
}
