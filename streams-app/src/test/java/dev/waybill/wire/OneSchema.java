package dev.waybill.wire;

import dev.waybill.registry.RegisteredText;
import dev.waybill.registry.RegistryApi;
import dev.waybill.registry.RegistrySchemaLookup;
import dev.waybill.registry.SchemaLookup;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** A registry that has one schema, under the id 1. */
final class OneSchema {
    private OneSchema() {}

    static SchemaLookup lookup(String file) {
        return lookup("PROTOBUF", file);
    }

    static SchemaLookup lookup(String type, String text) {
        RegistryApi registry = new RegistryApi() {
            @Override
            public Optional<RegisteredText> schema(int id) {
                return id == 1 ? Optional.of(new RegisteredText(type, text, List.of())) : Optional.empty();
            }

            @Override
            public Optional<RegisteredText> version(String subject, int version) {
                return Optional.empty();
            }
        };
        return new RegistrySchemaLookup(registry, Clock.systemUTC(), Duration.ofMinutes(1));
    }
}
