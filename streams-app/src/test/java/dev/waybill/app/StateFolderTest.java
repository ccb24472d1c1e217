package dev.waybill.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.streams.StreamsConfig;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StateFolderTest {
    private static final Instant NOW = Instant.parse("2026-03-04T05:00:00Z");
    private static final Duration LONGEST = Duration.ofHours(12);

    @TempDir
    private Path folder;

    @BeforeEach
    void haveState() throws IOException {
        Files.createDirectory(folder.resolve("0_11"));
    }

    @Test
    void stateThatWasClosedIsGoneOnWith() {
        // Given
        at(NOW).closed();

        // When, Then
        assertThat(at(NOW.plus(LONGEST).minusSeconds(1)).open()).isFalse();
    }

    @Test
    void stateOfARunThatWasKilledIsNot() {
        // Given
        at(NOW).closed();
        at(NOW).open();

        // When, Then
        assertThat(at(NOW.plusSeconds(1)).open()).isTrue();
    }

    @Test
    void stateThatWasClosedTooLongAgoIsNot() {
        // Given
        at(NOW).closed();

        // When, Then
        assertThat(at(NOW.plus(LONGEST)).open()).isTrue();
    }

    @Test
    void stateThatNobodySaysAnythingOfIsNot() {
        assertThat(at(NOW).open()).isTrue();
    }

    @Test
    void aMarkThatCannotBeReadIsNone() throws IOException {
        // Given
        Files.writeString(folder.resolve("closed"), "yesterday");

        // When, Then
        assertThat(at(NOW).open()).isTrue();
    }

    @Test
    void aFolderWithoutTasksHasNothingToDelete() throws IOException {
        // Given
        Files.delete(folder.resolve("0_11"));
        Files.writeString(folder.resolve("kafka-streams-process-metadata"), "{}");

        // When, Then
        assertThat(at(NOW).open()).isFalse();
        assertThat(new StateFolder(folder.resolve("new"), LONGEST, Clock.systemUTC()).open())
                .isFalse();
    }

    @Test
    void itMayHaveBeenClosedForHalfAsLongAsChangelogsKeepTombstones() throws IOException {
        // Given
        Path application = Files.createDirectories(folder.resolve("waybill").resolve("0_1"))
                .getParent();
        Files.writeString(
                application.resolve("closed"),
                Instant.now().minus(Duration.ofHours(1)).toString());
        Map<String, Object> kafka = Map.of(
                "application.id", "waybill", "bootstrap.servers", "localhost:9092", "state.dir", folder.toString());

        // When
        boolean usual = StateFolder.of(new StreamsConfig(kafka)).open();
        Files.writeString(
                application.resolve("closed"),
                Instant.now().minus(Duration.ofHours(1)).toString());
        Map<String, Object> impatient = new HashMap<>(kafka);
        impatient.put("topic.delete.retention.ms", "3600000");
        boolean shorter = StateFolder.of(new StreamsConfig(impatient)).open();

        // Then
        assertThat(usual).isFalse();
        assertThat(shorter).isTrue();
    }

    private StateFolder at(Instant now) {
        return new StateFolder(folder, LONGEST, Clock.fixed(now, ZoneOffset.UTC));
    }
}
