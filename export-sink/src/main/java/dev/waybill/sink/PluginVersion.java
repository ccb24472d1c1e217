package dev.waybill.sink;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;

/** The version of this plugin, as its build wrote it. */
final class PluginVersion {
    private static final String RESOURCE = "/dev/waybill/sink/version.properties";

    private PluginVersion() {}

    static String current() {
        try (InputStream stream = PluginVersion.class.getResourceAsStream(RESOURCE)) {
            if (stream == null) {
                throw new IllegalStateException("the plugin lacks " + RESOURCE);
            }
            Properties properties = new Properties();
            properties.load(stream);
            return properties.getProperty("version", "unknown");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
