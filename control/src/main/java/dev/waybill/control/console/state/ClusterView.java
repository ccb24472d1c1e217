package dev.waybill.control.console.state;

import dev.waybill.contract.Source;
import dev.waybill.control.connect.ConnectorState;
import dev.waybill.control.status.GroupMembers;
import dev.waybill.control.status.Lanes;
import java.util.Map;
import java.util.Optional;

/**
 * What a look at the cluster found.
 *
 * @param lanes how far the delivery topics are delivered
 * @param lag how many records wait in source partitions, as far as that may be asked for
 * @param members how many instances of the application run; {@link GroupMembers#UNKNOWN} if that is not known
 * @param connectors what Connect says, by name; empty if it was not asked, or does not answer
 */
record ClusterView(
        Lanes lanes,
        Map<Source, Map<Integer, Long>> lag,
        int members,
        Optional<Map<String, ConnectorState>> connectors) {
    /** Nobody has looked. */
    static final ClusterView UNKNOWN = new ClusterView(Lanes.UNKNOWN, Map.of(), GroupMembers.UNKNOWN, Optional.empty());
}
