package dev.waybill.control.console.check;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.waybill.contract.ClusterException;
import dev.waybill.control.doctor.account.Account;
import dev.waybill.control.doctor.account.Bucket;
import dev.waybill.control.doctor.account.Done;
import dev.waybill.control.doctor.account.Failure;
import dev.waybill.control.doctor.account.Reach;
import dev.waybill.control.doctor.account.Reply;
import dev.waybill.control.status.ScenarioCatalog;
import dev.waybill.sink.destination.FailureKind;
import dev.waybill.topics.FakeClients;
import java.net.URI;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class KafkaDoctorRunsTest {
    private final ScenarioCatalog catalog = new ScenarioCatalog().apply("2026-03-10T11:30:00Z");

    /** On a machine without the platform's credentials. */
    private static final class Nobody implements Account {
        @Override
        public Reply<String> platform() {
            return Reply.failed(new Failure(FailureKind.PLATFORM_CREDENTIALS, "there are no credentials", false));
        }

        @Override
        public Reply<Bucket> enter(Optional<String> externalId, Reach reach) {
            throw new AssertionError("the tenant's account is not asked");
        }

        @Override
        public Reply<Done> knock() {
            throw new AssertionError("the store is not asked");
        }

        @Override
        public Reply<Done> knockInOtherStyle() {
            throw new AssertionError("the store is not asked");
        }

        @Override
        public Optional<URI> endpoint() {
            return Optional.empty();
        }
    }

    @Test
    void withoutThePlatformsOwnCredentialsNothingIsSaidOfAnAccount() {
        // Given
        KafkaDoctorRuns runs = new KafkaDoctorRuns(
                new FakeClients(),
                Map.of(),
                Optional.empty(),
                (platform, work) -> work.apply(destination -> new Nobody()),
                catalog::snapshot);

        // Then
        assertThatThrownBy(() -> runs.look(ScenarioCatalog.DOWNLOADS))
                .isInstanceOf(ClusterException.class)
                .hasMessage("the platform's own account could not be asked for: there are no credentials");
    }
}
