package dev.waybill.control.status;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class DeliverersTest {
    @Test
    void withoutSettingsWaybillsOwnSinkDeliversEverything() {
        Deliverers deliverers = Deliverers.of(
                new ScenarioCatalog().apply("2026-03-04T05:10:00Z").snapshot());

        assertThat(deliverers.of("export.acme.downloads")).isEqualTo("waybill-sink");
    }

    @Test
    void anotherProductDeliversWhatPlatformYamlSays() {
        Deliverers deliverers = Deliverers.of(new ScenarioCatalog()
                .platform("""
                        accounts: { aws: "884446598447" }
                        connectors:
                          waybill-sink: { name: logs-sink }
                          confluent-s3-sink: { exports: [acme/downloads] }
                        """)
                .apply("2026-03-04T05:10:00Z")
                .snapshot());

        assertThat(deliverers.of("export.acme.downloads")).matches("waybill-s3-acme-[0-9a-f]{8}");
        assertThat(deliverers.of("export.acme.audit")).isEqualTo("logs-sink");
        assertThat(deliverers.of("waybill.delivery")).isEqualTo("logs-sink");
    }
}
