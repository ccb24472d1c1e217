package dev.waybill.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.waybill.catalog.record.PauseScope;
import dev.waybill.contract.ExportId;
import dev.waybill.contract.Topics;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The catalog changes while the sink delivers: one connector, which nobody touches. */
class SinkCatalogIT {
    private static final ExportId ACME = new ExportId("acme", "downloads");
    private static final ExportId GLOBEX = new ExportId("globex", "downloads");
    private static final String TOPIC = Topics.dedicated(ACME);
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @TempDir
    Path folder;

    private SinkStack stack;

    @BeforeEach
    void start() {
        stack = new SinkStack(folder);
        stack.broker.createTopic(TOPIC, 1, Map.of());
        stack.broker.createTopic(Topics.dedicated(GLOBEX), 1, Map.of());
        stack.iam.putRole(WriterRoles.writer(WriterRoles.GLOBEX_ROLE, WriterRoles.GLOBEX_ID, "globex-logs/*"));
        stack.catalog.put(GLOBEX, stack.bucket("globex-logs", "", WriterRoles.GLOBEX_ROLE));
    }

    @AfterEach
    void stop() throws Exception {
        stack.close();
    }

    @Test
    void aTypoInTheBucketsNameHealsByARedirect() throws Exception {
        // Given
        stack.catalog.put(ACME, stack.bucket("acme-lgos", "client-logs", WriterRoles.ACME_ROLE));
        stack.catalog.apply();
        String wrong = stack.catalog.version(ACME);
        startConnector();
        for (int number = 0; number < 3; number++) {
            stack.send(TOPIC, 0, ACME, number, wrong);
            stack.send(Topics.dedicated(GLOBEX), 0, GLOBEX, number);
        }
        await().atMost(PATIENCE).untilAsserted(() -> {
            assertThat(stack.objects("globex-logs")).hasSize(3);
            // The role may write to the tenant's bucket only, so the store does not say that there is no such bucket.
            assertThat(SinkStack.attribute(ACME, TOPIC, 0, "State")).isEqualTo("RETRYING");
        });

        // When
        stack.catalog.put(ACME, stack.bucket("acme-logs", "client-logs", WriterRoles.ACME_ROLE));
        stack.catalog.apply(Set.of(ACME));
        stack.send(TOPIC, 0, ACME, 3, wrong);

        // Then: nobody waits out the backoff of an hour
        await().atMost(PATIENCE).untilAsserted(() -> {
            assertThat(stack.objects("acme-logs")).hasSize(4);
            assertThat(stack.committed(TOPIC, 0)).isEqualTo(4);
        });
    }

    @Test
    void eachVersionGoesToItsOwnPlace() throws Exception {
        // Given: two places, the first of which is delivered to
        stack.store.createBucket("acme-new");
        stack.iam.putRole(WriterRoles.writer(NEW_ROLE, WriterRoles.ACME_ID, "acme-new/*"));
        stack.catalog.put(ACME, stack.bucket("acme-logs", "client-logs", WriterRoles.ACME_ROLE));
        stack.catalog.apply();
        String before = stack.catalog.version(ACME);
        startConnector();
        stack.send(TOPIC, 0, ACME, 0, before);
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(stack.objects("acme-logs")).hasSize(1));

        // When: parts of the new version come before the sink knows it, and parts of the old one after them
        stack.catalog.put(ACME, stack.bucket("acme-new", "logs", NEW_ROLE));
        String after = stack.catalog.version(ACME);
        stack.send(TOPIC, 0, ACME, 1, after);
        stack.send(TOPIC, 0, ACME, 2, before);
        await().atMost(PATIENCE).untilAsserted(() -> {
            assertThat(stack.objects("acme-logs")).hasSize(2);
            assertThat(states(ACME)).containsEntry("unknown", "RETRYING");
        });
        stack.catalog.apply();
        stack.send(TOPIC, 0, ACME, 3, after);
        stack.send(TOPIC, 0, ACME, 4, before);

        // Then
        await().atMost(PATIENCE).untilAsserted(() -> {
            assertThat(stack.objects("acme-logs")).hasSize(3);
            assertThat(stack.objects("acme-new")).hasSize(2);
            assertThat(stack.committed(TOPIC, 0)).isEqualTo(5);
            assertThat(states(ACME))
                    .containsEntry("s3://acme-logs/client-logs/", "IDLE")
                    .containsEntry("s3://acme-new/logs/", "IDLE");
        });
        assertThat(Files.readString(
                        stack.store.bucketFolder("acme-new").resolve("logs").resolve(SinkStack.object(ACME, 1))))
                .isEqualTo(SinkStack.content(ACME, 1));
    }

    @Test
    void aPauseStopsWhatIsOnItsWayAndNothingElse() throws Exception {
        // Given
        stack.catalog.put(ACME, stack.bucket("acme-logs", "client-logs", WriterRoles.ACME_ROLE));
        stack.catalog.apply();
        startConnector();
        stack.send(TOPIC, 0, ACME, 0);
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(stack.objects("acme-logs")).hasSize(1));

        // When
        stack.catalog.pause(PauseScope.of(ACME));
        await().atMost(PATIENCE)
                .untilAsserted(() ->
                        assertThat(SinkStack.attribute(ACME, TOPIC, 0, "State")).isEqualTo("PAUSED"));
        stack.send(TOPIC, 0, ACME, 1);
        stack.send(TOPIC, 0, ACME, 2);
        stack.send(Topics.dedicated(GLOBEX), 0, GLOBEX, 0);

        // Then
        await().atMost(PATIENCE).untilAsserted(() -> {
            assertThat(stack.objects("globex-logs")).hasSize(1);
            assertThat(SinkStack.attribute(ACME, TOPIC, 0, "LastError")).isEqualTo("PAUSED");
        });
        assertThat(stack.objects("acme-logs")).hasSize(1);
        assertThat(stack.committed(TOPIC, 0)).isEqualTo(1);
        assertThat(SinkStack.attribute(ACME, TOPIC, 0, "PausedBy")).isEqualTo("ops");
        assertThat(SinkStack.attribute(ACME, TOPIC, 0, "PausedWhy")).isEqualTo("ticket 8");

        // When
        stack.catalog.resume(PauseScope.of(ACME));

        // Then
        await().atMost(PATIENCE).untilAsserted(() -> {
            assertThat(stack.objects("acme-logs")).hasSize(3);
            assertThat(stack.committed(TOPIC, 0)).isEqualTo(3);
            assertThat(SinkStack.attribute(ACME, TOPIC, 0, "State")).isEqualTo("IDLE");
        });
    }

    @Test
    void anotherExternalIdIsShownToTheRoleAtOnce() throws Exception {
        // Given
        stack.catalog.externalId("acme", "external-id-of-somebody-else");
        stack.catalog.put(ACME, stack.bucket("acme-logs", "client-logs", WriterRoles.ACME_ROLE));
        stack.catalog.apply();
        startConnector();
        stack.send(TOPIC, 0, ACME, 0);
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(SinkStack.attribute(ACME, TOPIC, 0, "LastError"))
                        .isEqualTo("ROLE_REFUSED"));

        // When
        stack.catalog.externalId("acme", WriterRoles.ACME_ID);
        stack.catalog.apply();

        // Then
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(stack.objects("acme-logs")).hasSize(1));
    }

    private static final String NEW_ROLE = "arn:aws:iam::111111111111:role/NewLogsWriter";

    /** With a backoff that nobody waits for. */
    private void startConnector() {
        Map<String, String> config = stack.connector();
        config.put("retry.backoff.initial.ms", "3600000");
        config.put("retry.backoff.max.ms", "3600000");
        stack.connect().putConnector(SinkStack.CONNECTOR, config);
    }

    /** The states of the export's lanes by the place they go to. */
    private static Map<String, String> states(ExportId export) throws Exception {
        MBeanServer server = ManagementFactory.getPlatformMBeanServer();
        Map<String, String> states = new HashMap<>();
        for (ObjectName name : List.copyOf(server.queryNames(
                new ObjectName("dev.waybill.sink:type=export,connector=\"" + SinkStack.CONNECTOR + "\",tenant="
                        + export.tenant() + ",export=" + export.export() + ",*"),
                null))) {
            states.put(
                    ObjectName.unquote(name.getKeyProperty("destination")),
                    server.getAttribute(name, "State").toString());
        }
        return states;
    }
}
