package dev.waybill.catalog.topic;

import static dev.waybill.catalog.TestSpecs.allOf;
import static dev.waybill.catalog.TestSpecs.export;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.waybill.catalog.plan.ApplyChange;
import dev.waybill.catalog.plan.GuardRule;
import dev.waybill.catalog.plan.PauseChange;
import dev.waybill.catalog.plan.Refusal;
import dev.waybill.catalog.plan.Wish;
import dev.waybill.catalog.record.PauseScope;
import dev.waybill.catalog.record.TenantKey;
import dev.waybill.catalog.record.TenantRecord;
import dev.waybill.spec.ExportSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import org.apache.kafka.common.errors.ProducerFencedException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.junit.jupiter.api.Test;

class CatalogWriterTest {
    private static final ExportSpec ACME = export("acme", "downloads");
    private static final ExportSpec ACME_DAILY = export("acme", "downloads", "schedule: { every: daily }");
    private static final ExportSpec BETA = export("beta", "downloads");

    private final SimulatedTopic topic = new SimulatedTopic("2026-03-04T05:10:00Z");
    private final WrittenCatalog catalog = new WrittenCatalog(topic);

    @Test
    void writesWhatWasPlannedAtTheBrokersTime() {
        // When
        Outcome outcome = catalog.apply(allOf(ACME, BETA));

        // Then
        assertThat(outcome).isEqualTo(new Written(Instant.parse("2026-03-04T05:10:00Z"), 3));
        assertThat(topic.committed()).containsExactly("_settings", "acme", "beta");
        assertThat(acme().changed().at()).isEqualTo("2026-03-04T05:10:00Z");
        assertThat(acme().export("downloads").reigns().list().get(0).from()).isEqualTo("2026-03-04T06:00:00Z");
    }

    @Test
    void writesNothingTheSecondTime() {
        // Given
        catalog.apply(allOf(ACME));

        // When
        Outcome outcome = catalog.apply(allOf(ACME));

        // Then
        assertThat(outcome).isEqualTo(new NothingToWrite());
        assertThat(topic.committed()).containsExactly("_settings", "acme");
    }

    @Test
    void isToldThatTheSameTenantWasChanged() {
        // Given
        catalog.apply(allOf(ACME, BETA));
        ApplyChange planned = catalog.planned(allOf(ACME_DAILY, BETA));
        catalog.apply(allOf(export("acme", "downloads", "part-size: 1MiB"), BETA));

        // When
        Outcome outcome = catalog.writer().write(planned);

        // Then
        assertThat(outcome).isInstanceOfSatisfying(Overtaken.class, overtaken -> {
            assertThat(overtaken.keys()).containsExactly(new TenantKey("acme"));
            assertThat(overtaken.now().offset(new TenantKey("acme")))
                    .isEqualTo(catalog.read().offset(new TenantKey("acme")));
        });
    }

    @Test
    void isNotDisturbedByOtherTenantsAndPauses() {
        // Given
        catalog.apply(allOf(ACME, BETA));
        ApplyChange planned = catalog.planned(allOf(ACME_DAILY, BETA));
        catalog.apply(allOf(ACME, export("beta", "downloads", "part-size: 1MiB")));
        catalog.writer().write(PauseChange.pause(PauseScope.ofTenant("acme"), "ops", ""));

        // When
        Outcome outcome = catalog.writer().write(planned);

        // Then
        assertThat(outcome).isInstanceOf(Written.class);
        assertThat(catalog.read()
                        .tenant("beta")
                        .orElseThrow()
                        .record()
                        .orElseThrow()
                        .export("downloads")
                        .last()
                        .orElseThrow()
                        .spec()
                        .partSize())
                .isEqualTo(1 << 20);
    }

    @Test
    void beginsAgainWhenAnotherWriterComesInBetween() {
        // Given
        catalog.apply(allOf(ACME));
        ApplyChange planned = catalog.planned(allOf(ACME, BETA));
        topic.onceBeforeCommit(
                () -> catalog.writer().write(PauseChange.pause(PauseScope.ofTenant("acme"), "ops", "urgent")));

        // When
        Outcome outcome = catalog.writer().write(planned);

        // Then
        assertThat(outcome).isInstanceOf(Written.class);
        assertThat(topic.committed()).containsExactly("_settings", "acme", "acme/*/pause", "beta");
    }

    @Test
    void letsOneOfTwoWin() {
        // Given
        catalog.apply(allOf(ACME));
        ApplyChange daily = catalog.planned(allOf(ACME_DAILY));
        ApplyChange smaller = catalog.planned(allOf(export("acme", "downloads", "part-size: 1MiB")));
        topic.onceBeforeCommit(() -> catalog.writer().write(smaller));

        // When
        Outcome outcome = catalog.writer().write(daily);

        // Then
        assertThat(outcome).isInstanceOf(Overtaken.class);
        assertThat(topic.committed()).containsExactly("_settings", "acme", "acme");
    }

    @Test
    void neverCommitsMoreThanFifteenSecondsAfterItsTime() {
        // Given
        catalog.apply(allOf(ACME));
        ApplyChange planned = catalog.planned(allOf(ACME, BETA));
        topic.onceBeforeClock(() -> topic.pass(Duration.ofMillis(15_001)));

        // When
        Outcome outcome = catalog.writer().write(planned);

        // Then
        assertThat(outcome)
                .isInstanceOfSatisfying(
                        Written.class,
                        written -> assertThat(written.at().plus(Duration.ofSeconds(15)))
                                .isAfter(topic.brokerNow()));
        assertThat(topic.committed()).containsExactly("_settings", "acme", "beta");
    }

    @Test
    void beginsAgainWhenItHangsForNineteenSecondsBeforeItsCommitAndIsCutOff() {
        // Given
        catalog.apply(allOf(ACME));
        ApplyChange planned = catalog.planned(allOf(ACME, BETA));
        topic.onceBeforeClock(() -> topic.pass(Duration.ofSeconds(1)));
        topic.onceBeforeCommit(() -> topic.pass(Duration.ofSeconds(19)));

        // When
        Outcome outcome = catalog.writer().write(planned);

        // Then
        assertThat(outcome).isInstanceOf(Written.class);
        assertThat(topic.committed()).containsExactly("_settings", "acme", "beta");
    }

    @Test
    void knowsThatACommitWasMadeWhoseAnswerGotLost() {
        // Given
        ApplyChange planned = catalog.planned(allOf(ACME));
        topic.onceAfterCommit(() -> {
            throw new ProducerFencedException("the answer was lost");
        });

        // When
        Outcome outcome = catalog.writer().write(planned);

        // Then
        assertThat(outcome).isEqualTo(new Written(Instant.parse("2026-03-04T05:10:00Z"), 2));
        assertThat(topic.committed()).containsExactly("_settings", "acme");
    }

    @Test
    void leavesTheOldCatalogWhenItIsKilled() {
        // Given
        catalog.apply(allOf(ACME));
        ApplyChange planned = catalog.planned(allOf(ACME_DAILY, BETA));
        topic.onceBeforeCommit(() -> {
            throw new AssertionError("killed");
        });

        // When
        assertThatThrownBy(() -> catalog.writer().write(planned)).hasMessage("killed");

        // Then
        assertThat(topic.committed()).containsExactly("_settings", "acme");
        assertThat(catalog.apply(allOf(ACME_DAILY, BETA))).isInstanceOf(Written.class);
        assertThat(topic.committed()).containsExactly("_settings", "acme", "acme", "beta");
    }

    @Test
    void endsItsTransactionWhenItFails() {
        // Given
        catalog.apply(allOf(ACME));
        ApplyChange planned = catalog.planned(allOf(ACME, BETA));
        topic.onceBeforeCommit(() -> {
            throw new IllegalStateException("a bug");
        });

        // When
        assertThatThrownBy(() -> catalog.writer().write(planned)).hasMessage("a bug");

        // Then
        assertThat(catalog.reader().look()).isTrue();
        assertThat(topic.committed()).containsExactly("_settings", "acme");
    }

    @Test
    void writesNothingThatTheGuardRefuses() {
        // Given
        catalog.apply(allOf(ACME));

        // When
        Outcome outcome = catalog.writer().write(catalog.planned(allOf(), Set.of()));

        // Then
        assertThat(outcome)
                .isInstanceOfSatisfying(
                        Rejected.class,
                        rejected -> assertThat(rejected.refused().refusals())
                                .extracting(Refusal::rule)
                                .containsExactly(GuardRule.EMPTY_SET, GuardRule.TENANTS_REMOVED));
        assertThat(topic.committed()).containsExactly("_settings", "acme");
    }

    @Test
    void refusesATopicThatKeepsTheProducersTime() {
        // Given
        topic.keepProducersTime();
        ApplyChange planned = catalog.planned(allOf(ACME));

        // Then
        assertThatThrownBy(() -> catalog.writer().write(planned))
                .isInstanceOf(CatalogException.class)
                .hasMessage(
                        "the topic waybill.catalog keeps the writer's time, so nobody can tell when a change was made;"
                                + " nothing was written. Set it with: kafka-configs.sh --bootstrap-server BROKER --alter"
                                + " --entity-type topics --entity-name waybill.catalog --add-config"
                                + " message.timestamp.type=LogAppendTime");
        assertThat(topic.committed()).isEmpty();
    }

    @Test
    void givesUpAfterTenOthers() {
        // Given
        ApplyChange planned = catalog.planned(allOf(ACME));
        alwaysFence();

        // Then
        assertThatThrownBy(() -> catalog.writer().write(planned))
                .isInstanceOf(CatalogException.class)
                .hasMessageStartingWith("the catalog could not be written in 10 attempts");
        assertThat(topic.committed()).isEmpty();
    }

    @Test
    void doesNotTryAgainWhatItMayNot() {
        // Given
        ApplyChange planned = catalog.planned(allOf(ACME));
        topic.onceBeforeCommit(() -> {
            throw new TopicAuthorizationException("not allowed");
        });

        // Then
        assertThatThrownBy(() -> catalog.writer().write(planned))
                .isInstanceOf(CatalogException.class)
                .hasMessage("the catalog cannot be written: not allowed");
    }

    @Test
    void readsTheCatalogAnewEachTime() {
        // Given
        Wish both = allOf(ACME, BETA);
        catalog.apply(both);
        topic.compact();

        // When
        Outcome outcome = catalog.apply(allOf(ACME_DAILY, BETA));

        // Then
        assertThat(outcome).isInstanceOf(Written.class);
        assertThat(acme().externalId()).isEqualTo("id-of-acme");
    }

    @Test
    void readsOnlyWhatCameAfterAReadersLook() {
        // Given
        catalog.apply(allOf(ACME, BETA));
        ApplyChange planned = catalog.planned(allOf(ACME_DAILY, BETA));
        CatalogReader reader = catalog.reader();
        reader.look();
        catalog.apply(allOf(ACME, export("beta", "downloads", "part-size: 1MiB")));
        int before = topic.read();

        // When
        Outcome outcome = catalog.writer().write(planned, reader.readPoint());

        // Then
        assertThat(outcome).isInstanceOf(Written.class);
        assertThat(topic.read() - before).as("the clock and beta").isEqualTo(2);
        assertThat(topic.committed()).containsExactly("_settings", "acme", "beta", "beta", "acme");
    }

    @Test
    void isToldOfAChangeThatCameAfterAReadersLook() {
        // Given
        catalog.apply(allOf(ACME));
        ApplyChange planned = catalog.planned(allOf(ACME_DAILY));
        CatalogReader reader = catalog.reader();
        reader.look();
        catalog.apply(allOf(export("acme", "downloads", "part-size: 1MiB")));
        topic.compact();

        // When
        Outcome outcome = catalog.writer().write(planned, reader.readPoint());

        // Then
        assertThat(outcome).isInstanceOf(Overtaken.class);
    }

    @Test
    void readsATopicThatWasMadeAnewFromItsBeginning() {
        // Given
        catalog.apply(allOf(ACME));
        CatalogReader reader = catalog.reader();
        reader.look();
        topic.delete();
        topic.make();
        catalog.apply(allOf(BETA));
        ApplyChange planned = catalog.planned(allOf(BETA, ACME));

        // When
        Outcome outcome = catalog.writer().write(planned, reader.readPoint());

        // Then
        assertThat(outcome).isInstanceOf(Written.class);
        assertThat(catalog.read().tenantIds()).containsExactly("acme", "beta");
    }

    @Test
    void readsAllWhereTheLookIsOlderThanTombstonesAreSurelyKept() {
        // Given
        catalog.apply(allOf(ACME, BETA));
        CatalogReader reader = catalog.reader();
        reader.look();
        ApplyChange planned = catalog.planned(allOf(ACME_DAILY, BETA));
        topic.pass(Duration.ofMinutes(61));
        int before = topic.read();

        // When
        Outcome outcome = catalog.writer().write(planned, reader.readPoint());

        // Then
        assertThat(outcome).isInstanceOf(Written.class);
        assertThat(topic.read() - before).as("all records").isEqualTo(4);
    }

    private void alwaysFence() {
        topic.onceBeforeCommit(() -> {
            alwaysFence();
            throw new ProducerFencedException("another one");
        });
    }

    private TenantRecord acme() {
        return catalog.read().tenant("acme").orElseThrow().record().orElseThrow();
    }
}
