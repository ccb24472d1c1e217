package dev.waybill.sink;

import dev.waybill.build.BuildInfo;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.config.Config;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigValue;
import org.apache.kafka.connect.connector.Task;
import org.apache.kafka.connect.sink.SinkConnector;

/**
 * Waybill's connector for Kafka Connect: delivers finished parts of any number of exports, each record as one object.
 */
public final class ExportSinkConnector extends SinkConnector {
    static final String TASK_ID = "waybill.task.id";
    private static final String BYTES = "org.apache.kafka.connect.converters.ByteArrayConverter";
    private static final List<String> CONVERTERS = List.of("key.converter", "value.converter", "header.converter");

    private Map<String, String> properties = Map.of();

    @Override
    public String version() {
        return BuildInfo.current().version();
    }

    @Override
    public void start(Map<String, String> config) {
        properties = Map.copyOf(config);
    }

    @Override
    public Class<? extends Task> taskClass() {
        return ExportSinkTask.class;
    }

    @Override
    public List<Map<String, String>> taskConfigs(int maxTasks) {
        List<Map<String, String>> tasks = new ArrayList<>();
        for (int task = 0; task < maxTasks; task++) {
            Map<String, String> config = new HashMap<>(properties);
            config.put(TASK_ID, Integer.toString(task));
            tasks.add(config);
        }
        return tasks;
    }

    @Override
    public void stop() {}

    @Override
    public ConfigDef config() {
        return SinkConfig.DEFINITION;
    }

    /** Also refuses converters that would change the bytes of parts or headers. */
    @Override
    public Config validate(Map<String, String> config) {
        Config result = super.validate(config);
        List<ConfigValue> values = new ArrayList<>(result.configValues());
        for (String key : CONVERTERS) {
            String converter = config.get(key);
            if (converter != null && !converter.equals(BYTES) && !converter.equals("ByteArrayConverter")) {
                ConfigValue value = new ConfigValue(key);
                value.value(converter);
                value.addErrorMessage(
                        key + " must be " + BYTES + ": parts are bytes, and other converters change them");
                values.add(value);
            }
        }
        return new Config(values);
    }
}
