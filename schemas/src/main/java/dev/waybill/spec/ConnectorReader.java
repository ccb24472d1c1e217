package dev.waybill.spec;

import java.util.Map;
import java.util.regex.Pattern;

/** Reads {@code connector}: keys of the connector's configuration, whose secrets come from Kafka config providers. */
final class ConnectorReader {
    private static final Pattern PROVIDER_REFERENCE = Pattern.compile("\\$\\{[A-Za-z0-9_-]+:[^{}]*}");

    private ConnectorReader() {}

    static Map<String, String> read(Mapping mapping) {
        Map<String, String> overrides = mapping.textMap("connector");
        overrides.forEach((key, value) -> {
            if (SecretNames.isConnectorKey(key)
                    && !PROVIDER_REFERENCE.matcher(value).matches()) {
                mapping.report(Problem.at(mapping.place("connector").key(key), "must refer to a secret, not hold it")
                        .hint("write a reference to a Kafka config provider, ${file:/path:name}"));
            }
        });
        return overrides;
    }
}
