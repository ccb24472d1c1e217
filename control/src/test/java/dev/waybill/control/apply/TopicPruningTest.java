package dev.waybill.control.apply;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.catalog.plan.GuardRule;
import dev.waybill.catalog.plan.PauseChange;
import dev.waybill.catalog.record.PauseScope;
import dev.waybill.contract.Source;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** acme's export ends at 06:00; its window has an hour, its grace is 10 minutes, the slack 10 seconds, and late events have 30 days. */
class TopicPruningTest {
    private static final String TOPIC = "export.acme.downloads";

    @TempDir
    Path root;

    private Folder folder;
    private final FakeTarget target = new FakeTarget();
    private final Cluster cluster = new Cluster();

    @BeforeEach
    void removeAnExport() {
        folder = new Folder(root);
        target.now = Instant.parse("2026-03-04T00:10:00Z");
        apply(folder.tenant("acme").tenant("beta"));
        target.now = Instant.parse("2026-03-04T05:10:00Z");
        apply(folder.without("acme.yaml").allow(GuardRule.TENANTS_REMOVED));
        cluster.topics.addAll(target.topics);
    }

    @Test
    void deletesTheTopicOfAnExportThatWasDeliveredToItsEnd() {
        // When
        List<Pruned> pruned = pruning("2026-04-03T07:10:10Z").prune();

        // Then
        assertThat(pruned).containsExactly(new Pruned(TOPIC, Optional.empty()));
        assertThat(cluster.topics).doesNotContain(TOPIC).contains("export.beta.downloads");
        assertThat(pruning("2026-04-03T07:10:10Z").prune()).isEmpty();
    }

    @Test
    void aPlanDeletesNothing() {
        // When
        List<Pruned> pruned = pruning("2026-04-03T07:10:10Z").plan();

        // Then
        assertThat(pruned).containsExactly(new Pruned(TOPIC, Optional.empty()));
        assertThat(cluster.topics).contains(TOPIC);
    }

    @Test
    void keepsItWhileLateEventsMayCome() {
        assertThat(pruning("2026-04-03T07:10:09Z").prune())
                .containsExactly(new Pruned(
                        TOPIC, Optional.of("events of its last windows may come until 2026-04-03T07:10:10Z")));
        assertThat(cluster.topics).contains(TOPIC);
    }

    @Test
    void keepsItWhileTheApplicationHasNotReadThatFar() {
        // Given
        cluster.read = Instant.parse("2026-04-03T07:10:09Z");

        // Then
        assertThat(pruning("2026-04-09T00:00:00Z").prune())
                .containsExactly(new Pruned(
                        TOPIC, Optional.of("the application has not read its input up to 2026-04-03T07:10:10Z yet")));
        assertThat(cluster.topics).contains(TOPIC);
    }

    @Test
    void keepsItWhileSomethingIsNotDelivered() {
        // Given
        cluster.undelivered = Optional.of("group connect-waybill-sink has delivered nothing of it");

        // Then
        assertThat(pruning("2026-04-09T00:00:00Z").prune()).containsExactly(new Pruned(TOPIC, cluster.undelivered));
        assertThat(cluster.topics).contains(TOPIC);
    }

    @Test
    void keepsItWhileTheExportIsPaused() {
        // Given
        target.write(PauseChange.pause(PauseScope.ofTenant("acme"), "ops", ""), target.catalog());

        // Then
        assertThat(pruning("2026-04-09T00:00:00Z").prune())
                .containsExactly(new Pruned(TOPIC, Optional.of("the export is paused")));
    }

    @Test
    void anExportThatCameBackOrIsOnlySwitchedOffKeepsItsTopic() {
        // Given
        target.now = target.now.plus(Duration.ofHours(3));
        apply(folder.tenant("acme").tenant("beta", "enabled: false").allow(GuardRule.TENANTS_REMOVED));

        // Then
        assertThat(pruning("2026-04-09T00:00:00Z").prune()).isEmpty();
    }

    @Test
    void anExportThatWentToTheSharedTopicNeedsItsOwnNoMore() {
        // Given
        target.now = target.now.plus(Duration.ofHours(3));
        apply(folder.tenant("beta", "delivery: shared"));

        // Then
        assertThat(pruning("2026-04-09T00:00:00Z").prune())
                .containsExactly(
                        new Pruned(TOPIC, Optional.empty()), new Pruned("export.beta.downloads", Optional.empty()));
    }

    @Test
    void keepsWhatASpecMayNeedThatCannotBeReadAndDeletesTheRest() {
        // Given
        target.now = target.now.plus(Duration.ofHours(3));
        apply(folder.tenant("gamma").without("beta.yaml").allow(GuardRule.TENANTS_REMOVED));
        cluster.topics.addAll(target.topics);
        target.makeUnreadable("acme", "downloads");
        target.makeUnreadable("gamma", "downloads");

        // When
        List<Pruned> pruned = pruning("2026-04-09T00:00:00Z").prune();

        // Then
        assertThat(pruned)
                .extracting(Pruned::topic)
                .containsExactly(TOPIC, "export.beta.downloads", "export.gamma.downloads");
        assertThat(pruned.get(0).kept().orElseThrow())
                .startsWith("it may be needed: acme/downloads@")
                .endsWith(
                        "has a spec that this program cannot read (hologram unknown key), so it stays as it is; use the"
                                + " version of Waybill that wrote it");
        assertThat(cluster.topics).contains(TOPIC, "export.gamma.downloads").doesNotContain("export.beta.downloads");
    }

    @Test
    void keepsTheTopicsOfATenantWhoseRecordCannotBeRead() {
        // Given
        target.breakRecord("acme");

        // When
        List<Pruned> pruned = pruning("2026-04-09T00:00:00Z").prune();

        // Then
        assertThat(pruned).extracting(Pruned::topic).containsExactly(TOPIC);
        assertThat(pruned.get(0).kept().orElseThrow()).contains("record acme").contains("cannot be read: is not JSON");
        assertThat(cluster.topics).contains(TOPIC);
    }

    private TopicPruning pruning(String now) {
        return new TopicPruning(cluster, target.snapshot(), Instant.parse(now));
    }

    private void apply(Folder wished) {
        ApplyResult result =
                new Applier(target, Clock.fixed(target.now, ZoneOffset.UTC), Progress.NONE).apply(wished.request());
        assertThat(result.state()).isEqualTo(ApplyState.APPLIED);
    }

    /** Everything was read and delivered, unless a test says otherwise. */
    private static final class Cluster implements PruneCluster {
        private final Set<String> topics = new HashSet<>();
        private Instant read = Instant.MAX;
        private Optional<String> undelivered = Optional.empty();

        @Override
        public Set<String> existing(Collection<String> wanted) {
            Set<String> existing = new HashSet<>(wanted);
            existing.retainAll(topics);
            return existing;
        }

        @Override
        public boolean hasRead(Source source, Instant before) {
            assertThat(source).isEqualTo(Source.DOWNLOAD);
            return !read.isBefore(before);
        }

        @Override
        public Optional<String> undelivered(String topic) {
            return undelivered;
        }

        @Override
        public void delete(String topic) {
            topics.remove(topic);
        }
    }
}
