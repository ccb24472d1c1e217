package dev.waybill.catalog.topic;

import static dev.waybill.catalog.TestSpecs.allOf;
import static dev.waybill.catalog.TestSpecs.export;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.waybill.catalog.plan.PauseChange;
import dev.waybill.catalog.plan.RestoreChange;
import dev.waybill.catalog.record.CatalogKey;
import dev.waybill.catalog.record.PauseScope;
import dev.waybill.catalog.record.PlatformSettings;
import dev.waybill.catalog.record.TenantJson;
import dev.waybill.catalog.record.TenantKey;
import dev.waybill.catalog.reign.Micros;
import dev.waybill.catalog.reign.Ruled;
import dev.waybill.catalog.reign.Ruling;
import dev.waybill.catalog.reign.Unruled;
import dev.waybill.catalog.snapshot.Backup;
import dev.waybill.catalog.snapshot.CatalogSnapshot;
import dev.waybill.catalog.snapshot.Fault;
import dev.waybill.catalog.snapshot.Knowledge;
import dev.waybill.catalog.snapshot.TenantEntry;
import dev.waybill.contract.ExportId;
import dev.waybill.spec.ExportSpec;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.apache.kafka.common.record.TimestampType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CatalogReaderTest {
    private static final ExportId DOWNLOADS = new ExportId("acme", "downloads");
    private static final ExportSpec ACME = export("acme", "downloads");
    private static final ExportSpec BETA = export("beta", "downloads");

    private final SimulatedTopic topic = new SimulatedTopic("2026-03-04T05:10:00Z");
    private final WrittenCatalog catalog = new WrittenCatalog(topic);
    private final CatalogReader reader = catalog.reader();

    @Test
    void knowsTheCatalogUpToTheTimeOfItsQuestion() {
        // Given
        catalog.apply(allOf(ACME));
        topic.pass(Duration.ofHours(1));

        // When
        reader.look();

        // Then
        Knowledge known = reader.knowledge();
        assertThat(known.knownUpTo()).isEqualTo("2026-03-04T06:10:00Z");
        assertThat(known.isDecided(micros("2026-03-04T06:15:59.999999Z"))).isTrue();
        assertThat(known.isDecided(micros("2026-03-04T06:16:00Z"))).isFalse();
        assertThat(known.snapshot().rule(DOWNLOADS, micros("2026-03-04T06:15:00Z")))
                .isInstanceOf(Ruled.class);
        assertThat(reader.trouble()).isEmpty();
    }

    @Test
    void fallsBehindByHalfOfWhatThereIs() {
        // Given
        catalog.apply(allOf(ACME));
        reader.look();

        // Then: the lead is seven minutes, the margin one, and an event may be five ahead
        assertThat(reader.knowledge().isStale(Instant.parse("2026-03-04T05:10:29.999Z")))
                .isFalse();
        assertThat(reader.knowledge().isStale(Instant.parse("2026-03-04T05:10:30Z")))
                .isTrue();
        assertThat(Knowledge.NOTHING.isStale(topic.brokerNow())).isTrue();
    }

    @Test
    void anEventThatMayComeIsDecidedForAsLongAsNothingPauses() {
        // Given
        catalog.apply(allOf(ACME));
        reader.look();
        Knowledge known = reader.knowledge();

        // When
        Instant last = known.knownUpTo();
        while (!known.isStale(last.plusSeconds(1))) {
            last = last.plusSeconds(1);
        }

        // Then: also where this machine's clock is half a minute behind the one that stamps events
        assertThat(known.isDecided(Micros.of(
                        last.plus(PlatformSettings.DEFAULT.futureSkew()).plusSeconds(30))))
                .isTrue();
    }

    @Test
    void whoStoodStillForSoLongThatTombstonesAreGoneReadsFromTheBeginning() {
        // Given
        catalog.apply(allOf(ACME));
        catalog.writer().write(PauseChange.pause(PauseScope.of(DOWNLOADS), "ops", "ticket 7"));
        reader.look();
        assertThat(reader.knowledge().snapshot().paused(DOWNLOADS)).isPresent();

        // When
        catalog.writer().write(PauseChange.resume(PauseScope.of(DOWNLOADS), "ops", ""));
        topic.pass(Duration.ofHours(25));
        topic.compactAfterADay();
        reader.look();

        // Then
        assertThat(reader.trouble()).isEmpty();
        assertThat(reader.knowledge().snapshot().paused(DOWNLOADS)).isEmpty();
        assertThat(reader.knowledge().snapshot().tenantIds()).containsExactly("acme");
    }

    @Test
    void decidesNothingWithoutSettings() {
        // When
        reader.look();

        // Then
        assertThat(reader.trouble()).isEmpty();
        assertThat(reader.knowledge().isDecided(Long.MIN_VALUE + 1)).isFalse();
    }

    @Test
    void doesNothingMoreThanAskWhereNothingIsNew() {
        // Given
        catalog.apply(allOf(ACME));
        reader.look();
        CatalogSnapshot before = reader.knowledge().snapshot();
        int polls = topic.polls();
        topic.pass(Duration.ofSeconds(2));

        // When
        reader.look();

        // Then
        assertThat(reader.knowledge().snapshot()).isSameAs(before);
        assertThat(reader.knowledge().knownUpTo()).isEqualTo(topic.brokerNow());
        assertThat(topic.polls()).isEqualTo(polls);
    }

    @Test
    void makesOnlyTheChangedTenantAnewAndSaysWhich() {
        // Given
        catalog.apply(allOf(ACME, BETA));
        List<Set<CatalogKey>> told = new ArrayList<>();
        reader.listen((now, changed) -> told.add(changed));
        reader.look();
        CatalogSnapshot before = reader.knowledge().snapshot();
        catalog.apply(allOf(ACME, export("beta", "downloads", "part-size: 1MiB")));

        // When
        reader.look();

        // Then
        CatalogSnapshot now = reader.knowledge().snapshot();
        assertThat(now.tenant("acme").orElseThrow())
                .isSameAs(before.tenant("acme").orElseThrow());
        assertThat(now.tenant("beta").orElseThrow())
                .isNotSameAs(before.tenant("beta").orElseThrow());
        assertThat(told).hasSize(2).last().isEqualTo(Set.of(new TenantKey("beta")));
    }

    @Test
    void isHeldUpByAChangeThatIsUnderWay() {
        // Given
        catalog.apply(allOf(ACME));
        reader.look();
        Knowledge before = reader.knowledge();
        List<Boolean> reached = new ArrayList<>();
        topic.onceBeforeCommit(() -> reached.add(reader.look()));

        // When
        catalog.apply(allOf(ACME, BETA));
        String during = reader.trouble().orElse("");
        Knowledge then = reader.knowledge();
        reader.look();

        // Then
        assertThat(reached).containsExactly(false);
        assertThat(then).isEqualTo(before);
        assertThat(during).startsWith("the catalog was not read to its end in time");
        assertThat(reader.knowledge().snapshot().tenantIds()).containsExactly("acme", "beta");
        assertThat(reader.trouble()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"{", "{\"format\":2}", "null", "[]", "{\"format\":1,\"tenant\":\"acme\"}"})
    void leavesTheLastGoodRecordInForceForTheLead(String broken) {
        // Given
        catalog.apply(allOf(ACME));
        topic.pass(Duration.ofHours(3));
        topic.append("acme", broken);

        // When
        reader.look();

        // Then
        assertThat(rule("2026-03-04T08:16:59.999999Z")).isInstanceOf(Ruled.class);
        assertThat(rule("2026-03-04T08:17:00Z")).isEqualTo(Unruled.UNDECIDABLE);
        assertThat(reader.knowledge().snapshot().faults())
                .singleElement()
                .satisfies(fault -> assertThat(fault.text())
                        .startsWith("the catalog's record acme (offset 4, 2026-03-04T08:10:00Z) cannot be read: ")
                        .endsWith("; the last good one rules events before 2026-03-04T08:17:00Z"));
    }

    @Test
    void isHealedByTheNextGoodRecord() {
        // Given
        catalog.apply(allOf(ACME));
        String good = new String(
                TenantJson.write(
                        catalog.read().tenant("acme").orElseThrow().record().orElseThrow()),
                StandardCharsets.UTF_8);
        topic.append("acme", "{");
        topic.append("acme", "{{");
        reader.look();
        topic.append("acme", good);

        // When
        reader.look();

        // Then
        assertThat(rule("2026-03-05T08:17:00Z")).isInstanceOf(Ruled.class);
        assertThat(reader.knowledge().snapshot().faults()).isEmpty();
    }

    @Test
    void cannotDecideForATenantOfWhichItNeverHadAGoodRecord() {
        // Given
        catalog.apply(allOf(ACME, BETA));
        topic.append("acme", "{");
        topic.compact();

        // When
        reader.look();

        // Then
        assertThat(rule("2026-03-04T06:10:00Z")).isEqualTo(Unruled.UNDECIDABLE);
        assertThat(reader.knowledge()
                        .snapshot()
                        .rule(new ExportId("beta", "downloads"), micros("2026-03-04T06:10:00Z")))
                .isInstanceOf(Ruled.class);
        assertThat(reader.knowledge().snapshot().faults())
                .extracting(Fault::text)
                .containsExactly(
                        "the catalog's record acme (offset 5, 2026-03-04T05:10:00Z) cannot be read: is not JSON;"
                                + " there is no good one before it");
    }

    @Test
    void keepsTheLastGoodRecordThatItKnowsWhereItReadsAnewAndCompactionTookIt() {
        // Given
        catalog.apply(allOf(ACME, BETA));
        reader.look();
        topic.pass(Duration.ofMinutes(10));
        topic.append("acme", "{");
        reader.look();
        TenantEntry before = entry("acme");
        topic.append("beta", "{");
        topic.append("_settings", "{");
        topic.compact();
        topic.pass(Duration.ofHours(2));

        // When
        boolean reached = reader.look();

        // Then
        assertThat(reached).isTrue();
        assertThat(topic.read()).as("it has read the topic again").isGreaterThan(6);
        assertThat(entry("acme").record()).isEqualTo(before.record());
        assertThat(entry("acme").undecidableFrom()).isEqualTo(before.undecidableFrom());
        assertThat(rule("2026-03-04T06:10:00Z")).isEqualTo(Unruled.UNDECIDABLE);
        assertThat(entry("beta").record()).isPresent();
        assertThat(reader.knowledge().isDecided(micros("2026-03-04T05:26:59Z"))).isTrue();
        assertThat(reader.knowledge().isDecided(micros("2026-03-04T05:27:00Z"))).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "2026-03-04T09:00:00Z, CREATE_TIME",
        "2030-01-01T00:00:00Z, CREATE_TIME",
        "1970-01-01T00:00:00Z, CREATE_TIME",
        "2026-03-04T08:10:21Z, LOG_APPEND_TIME"
    })
    void aStampThatIsNotTheBrokersIsNoTimeOfAChange(String stamp, TimestampType type) {
        // Given
        catalog.apply(allOf(ACME));
        topic.pass(Duration.ofHours(3));
        topic.appendStamped("acme", "{", Instant.parse(stamp), type);

        // When
        reader.look();

        // Then
        assertThat(rule("2026-03-04T05:09:59.999999Z")).isEqualTo(Unruled.BEFORE_FIRST);
        assertThat(rule("2026-03-04T05:10:00Z")).isEqualTo(Unruled.UNDECIDABLE);
    }

    @Test
    void clocksMayDifferByTwentySeconds() {
        // Given
        catalog.apply(allOf(ACME));
        topic.pass(Duration.ofHours(3));
        topic.appendStamped("acme", "{", Instant.parse("2026-03-04T08:10:20Z"), TimestampType.LOG_APPEND_TIME);

        // When
        reader.look();

        // Then
        assertThat(rule("2026-03-04T08:17:19Z")).isInstanceOf(Ruled.class);
        assertThat(rule("2026-03-04T08:17:20Z")).isEqualTo(Unruled.UNDECIDABLE);
    }

    @Test
    void aRecordOfAWriterSaysItselfWhenItTakesEffectWhateverItsStamp() {
        // Given
        catalog.apply(allOf(ACME));
        reader.look();

        // When
        topic.keepProducersTime();

        // Then
        assertThatThrownBy(() -> catalog.apply(allOf(ACME, BETA)))
                .hasMessageContaining(
                        "--entity-name waybill.catalog --add-config message.timestamp.type=LogAppendTime");
        assertThat(reader.look()).isTrue();
        assertThat(rule("2026-03-05T00:00:00Z")).isInstanceOf(Ruled.class);
    }

    @Test
    void aTenantThatWasForgottenHasNoLastGoodRecord() {
        // Given
        catalog.apply(allOf(ACME, BETA));
        reader.look();
        topic.append("acme", null);
        topic.append("acme", "{");
        topic.pass(Duration.ofHours(2));

        // When
        reader.look();

        // Then
        assertThat(entry("acme").record()).isEmpty();
    }

    private TenantEntry entry(String tenant) {
        return reader.knowledge().snapshot().tenant(tenant).orElseThrow();
    }

    @Test
    void decidesNoMoreThanTheLeadBeyondSettingsThatCannotBeRead() {
        // Given
        catalog.apply(allOf(ACME));
        reader.look();
        topic.append("_settings", null);
        topic.pass(Duration.ofHours(1));

        // When
        reader.look();

        // Then
        assertThat(reader.knowledge().isDecided(micros("2026-03-04T05:16:59Z"))).isTrue();
        assertThat(reader.knowledge().isDecided(micros("2026-03-04T05:17:00Z"))).isFalse();
        assertThat(reader.knowledge().snapshot().faults()).hasSize(1);
    }

    @Test
    void keepsWhatItKnowsWhileTheTopicIsGoneAndTakesItsRestoration() {
        // Given
        catalog.apply(allOf(ACME));
        reader.look();
        Knowledge before = reader.knowledge();
        Backup backup = Backup.of(before.snapshot()).orElseThrow();

        // When
        topic.delete();
        boolean gone = reader.look();
        String whileGone = reader.trouble().orElse("");
        topic.make();
        boolean empty = reader.look();
        String whileEmpty = reader.trouble().orElse("");
        Knowledge during = reader.knowledge();
        catalog.writer().write(new RestoreChange(backup, "ops"));
        topic.pass(Duration.ofHours(1));
        boolean restored = reader.look();

        // Then
        assertThat(gone).isFalse();
        assertThat(whileGone).isEqualTo("the topic does not exist");
        assertThat(empty).isFalse();
        assertThat(whileEmpty).startsWith("the catalog is empty: its topic was deleted and made anew");
        assertThat(during).isEqualTo(before);
        assertThat(restored).isTrue();
        assertThat(reader.trouble()).isEmpty();
        assertThat(rule("2026-03-04T06:10:00Z")).isInstanceOf(Ruled.class);
    }

    @Test
    void tellsACommandWhyItCannotRead() {
        // Given
        topic.delete();

        // Then
        assertThatThrownBy(() -> reader.read(Duration.ofSeconds(60)))
                .isInstanceOf(CatalogException.class)
                .hasMessage("the topic does not exist");
    }

    @Test
    void noticesATopicThatWasMadeAnewAndIsAsLongAsBefore() {
        // Given
        catalog.apply(allOf(ACME));
        reader.look();
        topic.delete();
        topic.make();
        catalog.apply(allOf(BETA));

        // When
        reader.look();

        // Then
        assertThat(reader.knowledge().snapshot().tenantIds()).containsExactly("beta");
    }

    @Test
    void forgetsATenantWithItsTombstone() {
        // Given
        catalog.apply(allOf(ACME, BETA));
        reader.look();
        topic.append("acme", null);

        // When
        reader.look();

        // Then
        assertThat(rule("2026-03-04T06:10:00Z")).isEqualTo(Unruled.UNKNOWN_TENANT);
    }

    @Test
    void showsAKeyThatItDoesNotKnow() {
        // Given
        topic.append("_newer", "{}");

        // When
        reader.look();

        // Then
        assertThat(reader.knowledge().snapshot().faults())
                .extracting(Fault::reason)
                .containsExactly("has a key that this program does not know");
    }

    private Ruling rule(String at) {
        return reader.knowledge().snapshot().rule(DOWNLOADS, micros(at));
    }

    private static long micros(String instant) {
        return Micros.of(Instant.parse(instant));
    }
}
