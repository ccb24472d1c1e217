package dev.waybill.control.console.state;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.contract.ExportId;
import dev.waybill.control.status.ExportState;
import dev.waybill.control.status.ExportStatus;
import dev.waybill.control.status.Finding;
import dev.waybill.control.status.Loss;
import dev.waybill.control.status.ScenarioCatalog;
import dev.waybill.control.status.Standing;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class BoardTest {
    private static final int EXPORTS = 137;

    private final List<ExportLine> lines = lines();
    private final Board board = new Board(Instant.EPOCH, views(lines), List.of());

    @ParameterizedTest
    @EnumSource(ExportSort.class)
    void pagesHaveEachExportOnceAndInOrder(ExportSort sort) {
        // Given
        List<ExportLine> all = new ArrayList<>();
        Optional<ExportId> after = Optional.empty();

        // When
        do {
            ExportPage page =
                    board.page(new ExportQuery(Optional.empty(), "", Set.of(), Attention.ALL, sort, after, 10));
            assertThat(page.matching()).isEqualTo(EXPORTS);
            all.addAll(page.exports());
            after = page.next();
        } while (after.isPresent());

        // Then
        assertThat(all).containsExactlyInAnyOrderElementsOf(lines);
        assertThat(all).isSortedAccordingTo(sort.order());
    }

    @Test
    void delayBeginsWithWhatHasBeenDueForLongestAndLossWithWhatIsLostFirst() {
        assertThat(first(ExportSort.DELAY).behind())
                .isEqualTo(lines.stream()
                        .map(ExportLine::behind)
                        .max(Comparator.naturalOrder())
                        .orElseThrow());
        assertThat(first(ExportSort.LOSS).loss().orElseThrow().left())
                .isEqualTo(lines.stream()
                        .flatMap(line -> line.loss().stream())
                        .map(Loss::left)
                        .min(Comparator.naturalOrder())
                        .orElseThrow());
        assertThat(first(ExportSort.STATE).state()).isEqualTo(ExportState.BLOCKED);
    }

    @Test
    void listsHaveWhatWasAskedForOnly() {
        // Given
        ExportQuery late = new ExportQuery(
                Optional.of("tenant-3"),
                "EXPORT",
                Set.of(ExportState.LATE, ExportState.DUE),
                Attention.ALL,
                ExportSort.NAME,
                Optional.empty(),
                1_000);
        ExportQuery trouble = new ExportQuery(
                Optional.empty(),
                "s3://bucket-7/",
                Set.of(),
                Attention.NEEDED,
                ExportSort.NAME,
                Optional.empty(),
                1_000);

        // Then
        assertThat(board.page(late).exports())
                .isNotEmpty()
                .containsExactlyElementsOf(lines.stream()
                        .filter(line -> line.id().tenant().equals("tenant-3"))
                        .filter(line -> line.state() == ExportState.LATE || line.state() == ExportState.DUE)
                        .toList());
        assertThat(board.page(trouble).exports())
                .isNotEmpty()
                .containsExactlyElementsOf(lines.stream()
                        .filter(ExportLine::needsSomebody)
                        .filter(line -> line.destination().equals(Optional.of("s3://bucket-7/")))
                        .toList());
    }

    @Test
    void countsByStateAndByTenant() {
        // Given
        Map<ExportState, Integer> all = board.states(Optional.empty());

        // Then
        assertThat(all.values().stream().mapToInt(count -> count).sum()).isEqualTo(EXPORTS);
        assertThat(board.states(Optional.of("tenant-3")).values().stream()
                        .mapToInt(count -> count)
                        .sum())
                .isEqualTo(board.tenants().get("tenant-3").exports());
        assertThat(board.tenants().values().stream()
                        .mapToInt(TenantLine::needSomebody)
                        .sum())
                .isEqualTo(board.needSomebody(Optional.empty()));
        assertThat(board.tenants().get("tenant-3").state())
                .isEqualTo(lines.stream()
                        .filter(line -> line.id().tenant().equals("tenant-3"))
                        .map(ExportLine::state)
                        .min(Comparator.naturalOrder())
                        .orElseThrow());
    }

    private ExportLine first(ExportSort sort) {
        return board.page(new ExportQuery(Optional.empty(), "", Set.of(), Attention.ALL, sort, Optional.empty(), 1))
                .exports()
                .get(0);
    }

    private static List<ExportView> views(List<ExportLine> lines) {
        ExportStatus status = new ExportStatus(
                new ScenarioCatalog()
                        .apply("2026-03-04T05:10:00Z")
                        .export(ScenarioCatalog.DOWNLOADS, "2026-03-04T08:00:00Z"),
                List.of(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                List.of(),
                List.of(),
                new Standing(ExportState.DELIVERING, "", ""));
        return lines.stream()
                .map(line -> new ExportView(line, status, List.of(), Optional.empty()))
                .toList();
    }

    private static List<ExportLine> lines() {
        Random random = new Random(3);
        List<ExportLine> lines = new ArrayList<>();
        for (int i = 0; i < EXPORTS; i++) {
            ExportState state = ExportState.values()[random.nextInt(ExportState.values().length)];
            lines.add(new ExportLine(
                    new ExportId("tenant-" + i % 12, "export-" + i),
                    state,
                    "",
                    "",
                    random.nextInt(3) == 0 ? List.of(new Finding("what", "advice")) : List.of(),
                    Optional.empty(),
                    Optional.of("s3://bucket-" + random.nextInt(9) + "/"),
                    Optional.empty(),
                    random.nextBoolean() ? Optional.empty() : Optional.of(Duration.ofSeconds(random.nextInt(9))),
                    0,
                    Duration.ofSeconds(random.nextInt(4)),
                    Optional.empty(),
                    random.nextInt(3) > 0
                            ? Optional.empty()
                            : Optional.of(new Loss(Duration.ofHours(random.nextInt(9)), "retention.ms"))));
        }
        return lines.stream().sorted(Comparator.comparing(ExportLine::id)).toList();
    }
}
