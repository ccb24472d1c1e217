package dev.waybill.sink.lane;

import java.time.Clock;
import java.util.concurrent.locks.Lock;
import javax.management.JMException;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Publishes lanes over JMX as {@code dev.waybill.sink:type=export,connector=…,task=…,tenant=…,export=…,…}. */
public final class LaneBeans {
    private static final Logger LOG = LoggerFactory.getLogger(LaneBeans.class);

    private final MBeanServer server;
    private final String connector;
    private final String task;
    private final Clock clock;

    public LaneBeans(MBeanServer server, String connector, String task, Clock clock) {
        this.server = server;
        this.connector = connector;
        this.task = task;
        this.clock = clock;
    }

    /** Publishes the lane, which is read under {@code lock}; replaces what an earlier task may have left. */
    void register(Lane lane, Lock lock) {
        try {
            ObjectName name = name(lane.key());
            if (server.isRegistered(name)) {
                server.unregisterMBean(name);
            }
            server.registerMBean(new ExportStatus(lane, lock, clock), name);
        } catch (JMException e) {
            LOG.warn(
                    "No metrics for tenant={} export={}",
                    lane.key().tenant(),
                    lane.key().exportName(),
                    e);
        }
    }

    void unregister(LaneKey lane) {
        try {
            ObjectName name = name(lane);
            if (server.isRegistered(name)) {
                server.unregisterMBean(name);
            }
        } catch (JMException e) {
            LOG.warn("Metrics are left behind for tenant={} export={}", lane.tenant(), lane.exportName(), e);
        }
    }

    private ObjectName name(LaneKey lane) throws JMException {
        return new ObjectName("dev.waybill.sink:type=export,connector=" + ObjectName.quote(connector)
                + ",task=" + task
                + ",tenant=" + lane.tenant()
                + ",export=" + lane.exportName()
                + ",topic=" + ObjectName.quote(lane.partition().topic())
                + ",partition=" + lane.partition().partition());
    }
}
