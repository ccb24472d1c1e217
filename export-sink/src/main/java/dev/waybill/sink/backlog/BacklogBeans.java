package dev.waybill.sink.backlog;

import java.time.Clock;
import java.util.concurrent.locks.Lock;
import javax.management.JMException;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Publishes backlogs over JMX as {@code dev.waybill.sink:type=export,connector=…,task=…,tenant=…,export=…,…}. */
public final class BacklogBeans {
    private static final Logger LOG = LoggerFactory.getLogger(BacklogBeans.class);

    private final MBeanServer server;
    private final String connector;
    private final String task;
    private final Clock clock;

    public BacklogBeans(MBeanServer server, String connector, String task, Clock clock) {
        this.server = server;
        this.connector = connector;
        this.task = task;
        this.clock = clock;
    }

    /** Publishes the backlog, which is read under {@code lock}; replaces what an earlier task may have left. */
    void register(Backlog backlog, Lock lock) {
        try {
            ObjectName name = name(backlog.key());
            if (server.isRegistered(name)) {
                server.unregisterMBean(name);
            }
            server.registerMBean(new ExportStatus(backlog, lock, clock), name);
        } catch (JMException e) {
            LOG.warn(
                    "No metrics for tenant={} export={}",
                    backlog.key().tenant(),
                    backlog.key().exportName(),
                    e);
        }
    }

    void unregister(BacklogKey backlog) {
        try {
            ObjectName name = name(backlog);
            if (server.isRegistered(name)) {
                server.unregisterMBean(name);
            }
        } catch (JMException e) {
            LOG.warn("Metrics are left behind for tenant={} export={}", backlog.tenant(), backlog.exportName(), e);
        }
    }

    private ObjectName name(BacklogKey backlog) throws JMException {
        return new ObjectName("dev.waybill.sink:type=export,connector=" + ObjectName.quote(connector)
                + ",task=" + task
                + ",tenant=" + backlog.tenant()
                + ",export=" + backlog.exportName()
                + ",topic=" + ObjectName.quote(backlog.partition().topic())
                + ",partition=" + backlog.partition().partition());
    }
}
