package dev.waybill.benchmarks;

import java.lang.management.ManagementFactory;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import javax.management.JMException;
import javax.management.MBeanServer;
import javax.management.ObjectName;

/**
 * What the broker in this process has taken in since its start, per topic.
 *
 * @param bytes of batches, as producers sent them
 * @param records with the markers of transactions
 */
record BrokerTraffic(long bytes, long records) {
    static final BrokerTraffic NONE = new BrokerTraffic(0, 0);

    BrokerTraffic plus(BrokerTraffic other) {
        return new BrokerTraffic(bytes + other.bytes, records + other.records);
    }

    BrokerTraffic minus(BrokerTraffic other) {
        return new BrokerTraffic(bytes - other.bytes, records - other.records);
    }

    /** Of this process, for {@link #parse}. */
    static String text() {
        try {
            MBeanServer beans = ManagementFactory.getPlatformMBeanServer();
            Map<String, String> topics = new TreeMap<>();
            for (ObjectName name : beans.queryNames(meter("BytesInPerSec", "*"), null)) {
                String topic = name.getKeyProperty("topic");
                topics.put(topic, beans.getAttribute(name, "Count") + ":" + records(beans, topic));
            }
            return topics.entrySet().stream().map(Object::toString).collect(Collectors.joining(" "));
        } catch (JMException e) {
            throw new IllegalStateException(e);
        }
    }

    /** By topic. */
    static Map<String, BrokerTraffic> parse(String text) {
        Map<String, BrokerTraffic> topics = new TreeMap<>();
        for (String word : text.split(" ")) {
            String[] parts = word.split("[=:]");
            topics.put(parts[0], new BrokerTraffic(Long.parseLong(parts[1]), Long.parseLong(parts[2])));
        }
        return topics;
    }

    private static long records(MBeanServer beans, String topic) throws JMException {
        ObjectName name = meter("MessagesInPerSec", topic);
        return beans.isRegistered(name) ? (Long) beans.getAttribute(name, "Count") : 0;
    }

    private static ObjectName meter(String name, String topic) throws JMException {
        return new ObjectName("kafka.server:type=BrokerTopicMetrics,name=" + name + ",topic=" + topic);
    }
}
