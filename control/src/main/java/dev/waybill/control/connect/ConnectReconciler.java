package dev.waybill.control.connect;

import dev.waybill.connector.Connector;
import dev.waybill.connector.WaybillSink;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Makes a Connect cluster run the connectors that the catalog asks for: creates those that are missing, changes those whose
 * settings differ, deletes those of its own that nothing needs any more once they have delivered everything, and starts
 * again what has failed with something that passes. Others' connectors it does not touch. Done again, it changes nothing.
 */
public final class ConnectReconciler {
    private final ConnectRest connect;
    private final ConnectorMark mark;
    private final Unmarked unmarked;
    private final Undelivered undelivered;
    private final Optional<String> unknown;

    /**
     * @param owner the name of Waybill's own sink, which marks the connectors of this Waybill
     * @param unmarked what becomes of connectors that somebody has put by hand
     * @param undelivered says what keeps a connector from being deleted
     * @param unknown what of the catalog cannot be read, so that nobody knows what it needs: nothing is deleted then
     */
    public ConnectReconciler(
            ConnectAccess access, String owner, Unmarked unmarked, Undelivered undelivered, Optional<String> unknown) {
        this(new ConnectRest(access, Waiting.sleeping()), owner, unmarked, undelivered, unknown);
    }

    ConnectReconciler(
            ConnectRest connect, String owner, Unmarked unmarked, Undelivered undelivered, Optional<String> unknown) {
        this.unmarked = unmarked;
        this.connect = connect;
        this.mark = new ConnectorMark(owner);
        this.undelivered = undelivered;
        this.unknown = unknown;
    }

    /**
     * What {@link #reconcile} would do; changes nothing.
     *
     * @param wanted as rendered, secrets as placeholders of config providers
     * @throws dev.waybill.contract.ClusterException if Connect does not answer
     */
    public ConnectReport plan(List<Connector> wanted) {
        Map<String, FoundConnector> found = connect.connectors();
        return new ConnectReport(steps(wanted, found).stream()
                .map(step -> ConnectorResult.planned(step, Optional.ofNullable(found.get(step.name()))))
                .toList());
    }

    /**
     * Does it, and looks how it went.
     *
     * @param wanted as rendered, secrets as placeholders of config providers
     * @throws dev.waybill.contract.ClusterException if Connect does not answer; what was done before is done
     */
    public ConnectReport reconcile(List<Connector> wanted) {
        List<ConnectorStep> steps = steps(wanted, connect.connectors());
        Map<String, String> refusals = new HashMap<>();
        for (ConnectorStep step : steps) {
            try {
                step.execute(connect);
            } catch (ConnectRefusal e) {
                refusals.put(step.name(), e.reason());
            }
        }
        List<String> toRun = steps.stream()
                .filter(step -> step.isToRun() && !refusals.containsKey(step.name()))
                .map(ConnectorStep::name)
                .toList();
        Settling settling = new Settling(connect);
        Map<String, FoundConnector> now = settling.settle(toRun);
        return new ConnectReport(steps.stream()
                .map(step -> refusals.containsKey(step.name())
                        ? ConnectorResult.refused(step, refusals.getOrDefault(step.name(), ""))
                        : ConnectorResult.done(
                                step, Optional.ofNullable(now.get(step.name())), settling.restarts(step.name())))
                .toList());
    }

    private List<ConnectorStep> steps(List<Connector> wanted, Map<String, FoundConnector> found) {
        Map<String, Connector> byName = wanted.stream()
                .collect(Collectors.toMap(Connector::name, Function.identity(), (a, b) -> a, TreeMap::new));
        List<ConnectorStep> steps = new ArrayList<>();
        byName.forEach((name, connector) -> steps.add(step(connector, found)));
        found.values().stream()
                .filter(connector -> mark.isOurs(connector) && !byName.containsKey(connector.name()))
                .forEach(connector -> steps.add(end(connector)));
        steps.sort(Comparator.comparing(ConnectorStep::name));
        return steps;
    }

    private ConnectorStep step(Connector wanted, Map<String, FoundConnector> found) {
        Map<String, String> config = mark.config(wanted);
        FoundConnector there = found.get(wanted.name());
        if (there == null) {
            return found.values().stream()
                    .filter(other -> WaybillSink.areTheSame(other.config(), wanted.config()))
                    .<ConnectorStep>map(other -> new ConnectorSecond(wanted.name(), other.name()))
                    .findFirst()
                    .orElseGet(() -> new ConnectorCreated(wanted.name(), config));
        }
        if (!mark.isOurs(there) && !mark.mayBecomeOurs(there, wanted)) {
            return new ConnectorForeign(
                    wanted.name(),
                    "a connector of this name is there that is not ours; delete it, or give ours another name");
        }
        if (!mark.isOurs(there) && unmarked == Unmarked.LEFT_ALONE) {
            return new ConnectorUnmarked(
                    wanted.name(), ConnectorChanged.of(there, config).keys());
        }
        return there.config().equals(config)
                ? new ConnectorUnchanged(wanted.name())
                : ConnectorChanged.of(there, config);
    }

    private ConnectorStep end(FoundConnector ours) {
        if (unknown.isPresent()) {
            return new ConnectorSpared(ours.name(), unknown.get());
        }
        long left = undelivered.atMost(ours.name(), ours.config());
        return left == 0 ? new ConnectorDeleted(ours.name()) : new ConnectorKept(ours.name(), left);
    }
}
