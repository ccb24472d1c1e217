package dev.waybill.control.apply;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.waybill.catalog.plan.GuardRule;
import dev.waybill.catalog.record.UnreadableSpec;
import dev.waybill.catalog.snapshot.Backup;
import dev.waybill.catalog.topic.NothingToWrite;
import dev.waybill.catalog.topic.Outcome;
import dev.waybill.catalog.topic.Rejected;
import dev.waybill.catalog.topic.Written;
import dev.waybill.contract.ExportId;
import dev.waybill.files.OwnerOnly;
import dev.waybill.spec.ExportSpec;
import dev.waybill.spec.yaml.SpecException;
import dev.waybill.topics.TopicPlan;
import dev.waybill.topics.TopicSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CatalogCopyTest {
    private static final Function<List<ExportSpec>, TopicPlan> TOPICS =
            exports -> TopicPlan.of(exports, TopicSettings.EMBEDDED);

    @TempDir
    Path root;

    private Folder folder;
    private Path file;
    private final FakeTarget target = new FakeTarget();
    private final CatalogCopy copy = new CatalogCopy(target);
    private final List<UnreadableSpec> unreadable = new ArrayList<>();

    @BeforeEach
    void applyATenant() {
        folder = new Folder(root);
        file = root.resolve("copy");
        apply(folder.tenant("acme"));
    }

    @Test
    void bringsALostCatalogBackAsItWas() throws Exception {
        // Given
        copy.export(file);
        String before = Backup.of(target.snapshot()).orElseThrow().text();
        target.loseCatalog();
        target.hasReadInput = true;

        // When
        assertThat(copy.restore(file, "ops", TOPICS, unreadable::add)).isInstanceOf(Written.class);

        // Then
        assertThat(Backup.of(target.snapshot()).orElseThrow().text()).isEqualTo(before);
        assertThat(apply(folder).state()).isEqualTo(ApplyState.NOTHING_TO_DO);
        assertThat(copy.restore(file, "ops", TOPICS, unreadable::add)).isEqualTo(new NothingToWrite());
    }

    @Test
    void onlyItsOwnerReadsACopy() throws Exception {
        // When
        copy.export(file);

        // Then
        assertThat(OwnerOnly.FILE.holdsFor(file)).isTrue();
    }

    @Test
    void thereIsNoCopyOfAnEmptyCatalog() throws Exception {
        // Given
        target.loseCatalog();

        // Then
        assertThat(copy.export(file)).isEmpty();
        assertThat(file).doesNotExist();
    }

    @Test
    void whatIsNoCopyIsRefused() throws Exception {
        // Given
        Files.writeString(file, "acme\t{}\n");

        // Then
        assertThatThrownBy(() -> copy.restore(file, "ops", TOPICS, unreadable::add))
                .isInstanceOf(SpecException.class);
    }

    @Test
    void restoresWhatItCannotReadAndSaysForWhatItMakesNoTopic() throws IOException {
        // Given
        apply(folder.tenant("beta"));
        target.makeUnreadable("acme", "downloads");
        copy.export(file);
        target.loseCatalog();
        target.topics.clear();

        // When
        Outcome outcome = copy.restore(file, "ops", TOPICS, unreadable::add);

        // Then
        assertThat(outcome).isInstanceOf(Written.class);
        assertThat(target.snapshot().tenantIds()).containsExactly("acme", "beta");
        assertThat(target.topics).contains("export.beta.downloads").doesNotContain("export.acme.downloads");
        assertThat(unreadable).extracting(UnreadableSpec::export).containsExactly(new ExportId("acme", "downloads"));
    }

    @Test
    void forgetsATenantOnlyAfterItsExportsWereRemoved() {
        // Then
        assertThat(copy.forget("acme", "ops")).isInstanceOf(Rejected.class);

        // Given
        target.now = target.now.plus(Duration.ofDays(1));
        apply(folder.tenant("beta"));
        apply(folder.without("acme.yaml").allow(GuardRule.TENANTS_REMOVED));

        // Then
        assertThat(copy.forget("acme", "ops")).isInstanceOf(Rejected.class);

        // Given
        target.now = target.now.plus(Duration.ofDays(31));

        // Then
        assertThat(copy.forget("acme", "ops")).isInstanceOf(Written.class);
        assertThat(target.snapshot().tenantIds()).containsExactly("beta");
        assertThat(copy.forget("acme", "ops")).as("it is not known any more").isInstanceOf(Rejected.class);
    }

    private ApplyResult apply(Folder wished) {
        return new Applier(target, Clock.fixed(target.now, ZoneOffset.UTC), Progress.NONE).apply(wished.request());
    }
}
