package dev.waybill.spec;

import dev.waybill.spec.yaml.Mapping;
import java.util.Map;

/** Reads {@code connector}: keys of the connector's configuration, whose secrets come from Kafka config providers. */
final class ConnectorReader {
    private ConnectorReader() {}

    static Map<String, String> read(Mapping mapping) {
        Map<String, String> overrides = mapping.textMap("connector");
        overrides.forEach((key, value) -> {
            if (SecretNames.isConnectorKey(key)) {
                ReferenceSyntax.problemOfConnectorSecret(
                                mapping.place("connector").key(key), value)
                        .ifPresent(mapping::report);
            }
        });
        return overrides;
    }
}
