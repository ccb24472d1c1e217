package dev.waybill.sink.backlog;

import dev.waybill.sink.destination.DestinationLookup;
import java.time.Clock;
import java.util.concurrent.locks.Lock;
import javax.management.JMException;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Publishes backlogs over JMX as {@code dev.waybill.sink:type=export,connector=…,task=…,tenant=…,export=…,…}, and what
 * concerns all of the task, each as a type of its own: {@code dev.waybill.sink:type=catalog,connector=…,task=…}.
 */
public final class BacklogBeans {
    /** The type of the status of the catalog. */
    public static final String CATALOG = "catalog";
    /** The type of the counts of what is said about deliveries. */
    public static final String DELIVERIES = "deliveries";

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

    /** Publishes a status of this type; replaces what an earlier task may have left. */
    public void register(String type, Object status) {
        publish("the " + type, () -> name(type), status);
    }

    public void unregister(String type) {
        withdraw("the " + type, () -> name(type));
    }

    /** Publishes the backlog, which is read under {@code lock}; replaces what an earlier task may have left. */
    void register(Backlog backlog, Lock lock, DestinationLookup destinations) {
        BacklogKey key = backlog.key();
        publish(key.toString(), () -> name(key), new ExportStatus(backlog, lock, destinations, clock));
    }

    void unregister(BacklogKey backlog) {
        withdraw(backlog.toString(), () -> name(backlog));
    }

    private interface Named {
        ObjectName name() throws JMException;
    }

    private void publish(String what, Named named, Object bean) {
        try {
            ObjectName name = named.name();
            if (server.isRegistered(name)) {
                server.unregisterMBean(name);
            }
            server.registerMBean(bean, name);
        } catch (JMException e) {
            LOG.warn("No metrics for {}", what, e);
        }
    }

    private void withdraw(String what, Named named) {
        try {
            ObjectName name = named.name();
            if (server.isRegistered(name)) {
                server.unregisterMBean(name);
            }
        } catch (JMException e) {
            LOG.warn("Metrics are left behind for {}", what, e);
        }
    }

    private ObjectName name(String type) throws JMException {
        return new ObjectName(
                "dev.waybill.sink:type=" + type + ",connector=" + ObjectName.quote(connector) + ",task=" + task);
    }

    private ObjectName name(BacklogKey backlog) throws JMException {
        return new ObjectName("dev.waybill.sink:type=export,connector=" + ObjectName.quote(connector)
                + ",task=" + task
                + ",tenant=" + backlog.tenant()
                + ",export=" + backlog.exportName()
                + ",topic=" + ObjectName.quote(backlog.partition().topic())
                + ",partition=" + backlog.partition().partition()
                + ",destination=" + ObjectName.quote(backlog.base())
                + ",lane=" + backlog.lane());
    }
}
