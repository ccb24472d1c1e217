package dev.waybill.control.apply;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.waybill.catalog.plan.GuardRule;
import dev.waybill.connector.Connector;
import dev.waybill.spec.yaml.SpecException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** acme has ended, beta goes on. */
class WantedConnectorsTest {
    private static final String CONFLUENT =
            Folder.PLATFORM + "connectors: { confluent-s3-sink: { exports: [acme/downloads] } }\n";

    @TempDir
    Path root;

    private Folder folder;
    private final FakeTarget target = new FakeTarget();

    @BeforeEach
    void makeFolder() {
        folder = new Folder(root);
    }

    @Test
    void areThoseOfEverythingThatTheCatalogHolds() {
        // Given
        endAcme(Folder.PLATFORM);

        // When
        WantedConnectors wanted = wanted();

        // Then
        assertThat(wanted.connectors()).extracting(Connector::name).containsExactly("waybill-sink");
        assertThat(wanted.whyNotToDelete()).isEmpty();
    }

    @Test
    void nothingMayBeDeletedWhileASpecOrARecordCannotBeRead() {
        // Given
        endAcme(Folder.PLATFORM);
        target.makeUnreadable("acme", "downloads");
        String spec = wanted().whyNotToDelete().orElseThrow();
        target.breakRecord("acme");
        String record = wanted().whyNotToDelete().orElseThrow();

        // Then
        assertThat(wanted().connectors()).extracting(Connector::name).containsExactly("waybill-sink");
        assertThat(spec).startsWith("acme/downloads@").contains("cannot read");
        assertThat(record).contains("record acme").contains("cannot be read");
    }

    @Test
    void refusesWhereOurSinkWouldDeliverWhatConfluentsDoes() {
        // Given
        endAcme(CONFLUENT);
        target.makeUnreadable("acme", "downloads");

        // Then
        assertThatThrownBy(this::wanted)
                .isInstanceOf(SpecException.class)
                .hasMessageContaining("acme/downloads@")
                .hasMessageContaining("has a spec that this program cannot read");
    }

    private void endAcme(String platform) {
        folder.platform(platform);
        apply(folder.tenant("acme", Folder.BUCKET.formatted("acme")).tenant("beta"));
        folder.platform(platform);
        if (platform.equals(Folder.PLATFORM)) {
            target.now = target.now.plus(Duration.ofDays(1));
            apply(folder.without("acme.yaml").allow(GuardRule.TENANTS_REMOVED));
        } else {
            folder.without("acme.yaml").only("beta");
        }
    }

    private WantedConnectors wanted() {
        return WantedConnectors.of(folder.request().wanted(), target.snapshot());
    }

    private void apply(Folder wished) {
        ApplyResult result =
                new Applier(target, Clock.fixed(target.now, ZoneOffset.UTC), Progress.NONE).apply(wished.request());
        assertThat(result.state()).isEqualTo(ApplyState.APPLIED);
    }
}
