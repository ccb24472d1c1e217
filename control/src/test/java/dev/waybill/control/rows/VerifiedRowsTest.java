package dev.waybill.control.rows;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.contract.ExportId;
import dev.waybill.contract.Sha256;
import dev.waybill.contract.Source;
import dev.waybill.verify.check.CheckedObjects;
import dev.waybill.verify.check.Expectations;
import dev.waybill.verify.check.Finding;
import dev.waybill.verify.check.FindingKind;
import dev.waybill.verify.check.Progress;
import dev.waybill.verify.check.RowTotals;
import dev.waybill.verify.check.Summary;
import dev.waybill.verify.check.Verifier;
import dev.waybill.verify.key.KeySet;
import dev.waybill.verify.key.SigningKey;
import dev.waybill.verify.place.FolderPlace;
import dev.waybill.verify.receipt.ChainState;
import dev.waybill.verify.receipt.Counts;
import dev.waybill.verify.receipt.Document;
import dev.waybill.verify.receipt.InlineParts;
import dev.waybill.verify.receipt.OnTime;
import dev.waybill.verify.receipt.Part;
import dev.waybill.verify.receipt.ReceiptSigner;
import dev.waybill.verify.receipt.StatedSchedule;
import dev.waybill.verify.receipt.StatedWindow;
import dev.waybill.verify.receipt.Statement;
import dev.waybill.verify.receipt.Terms;
import dev.waybill.window.Window;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A platform that signs other objects than it means to: the hashes are right, so only the rows show it. Each format, with a
 * row that was lost, one that is there twice, and one with another id.
 */
class VerifiedRowsTest {
    private static final Instant START = Instant.parse("2026-03-04T05:00:00Z");
    private static final Window WINDOW = new Window(START, START.plusSeconds(3600));
    private static final List<String> FIRST = List.of("a-1", "a-2", "a-3");
    private static final List<String> SECOND = List.of("b-1", "b-2");
    private static final SigningKey KEY = SigningKey.generate();

    @TempDir
    private Path folder;

    private final List<Finding> findings = new ArrayList<>();

    static Stream<Arguments> summed() {
        return FileRowsTest.summed().filter(VerifiedRowsTest::isFirstOfItsKind);
    }

    static Stream<Arguments> counted() {
        return FileRowsTest.counted().filter(VerifiedRowsTest::isFirstOfItsKind);
    }

    /** All compressions are read in {@link FileRowsTest}. */
    private static boolean isFirstOfItsKind(Arguments arguments) {
        Map<?, ?> options = (Map<?, ?>) arguments.get()[2];
        return !options.containsValue("zstd") || arguments.get()[1].equals("ocsf-parquet");
    }

    @ParameterizedTest
    @MethodSource("summed")
    void findsWhatRowsAndSumsShow(Source source, String kind, Map<String, Object> options) throws IOException {
        // Given
        Written written = new Written(source, kind, options);

        // Then
        assertThat(verify(written, SECOND).rows()).contains(new RowTotals(5, 1, 0));
        assertThat(findings).isEmpty();
        assertThat(kinds(written, List.of("b-1"))).containsExactly(FindingKind.ROWS, FindingKind.SUM);
        assertThat(findings.get(0).detail()).isEqualTo("holds 1 rows, but its receipt says 2");
        assertThat(findings.get(0).object().orElseThrow()).startsWith("acme-downloads-20260304T050000Z-p0-00001-");
        assertThat(findings.get(1).object()).contains("_receipts/downloads/20260304T050000Z.json");
        assertThat(findings).allSatisfy(finding -> assertThat(finding.window()).contains(START));
        assertThat(kinds(written, List.of("b-1", "b-2", "b-2"))).containsExactly(FindingKind.ROWS, FindingKind.SUM);
        assertThat(kinds(written, List.of("b-1", "b-1"))).containsExactly(FindingKind.SUM);
        assertThat(kinds(written, List.of("b-1", "c-2"))).containsExactly(FindingKind.SUM);
    }

    @ParameterizedTest
    @MethodSource("counted")
    void findsWhatRowsAloneShow(Source source, String kind, Map<String, Object> options, String reason)
            throws IOException {
        // Given
        Written written = new Written(source, kind, options);

        // Then
        assertThat(verify(written, SECOND).rows()).contains(new RowTotals(5, 0, 1));
        assertThat(findings).singleElement().satisfies(finding -> {
            assertThat(finding.kind()).isEqualTo(FindingKind.NO_SUM);
            assertThat(finding.detail()).isEqualTo("the sum of this window was not checked: " + reason);
        });
        assertThat(kinds(written, List.of("b-1"))).containsExactly(FindingKind.ROWS);
        assertThat(kinds(written, List.of("b-1", "b-2", "b-2"))).containsExactly(FindingKind.ROWS);
        assertThat(kinds(written, List.of("b-1", "c-2"))).isEmpty();
    }

    private List<FindingKind> kinds(Written written, List<String> second) throws IOException {
        Summary summary = verify(written, second);
        List<FindingKind> wrong = findings.stream()
                .map(Finding::kind)
                .filter(FindingKind::isWrong)
                .toList();
        assertThat(summary.wrong()).isEqualTo(wrong.size());
        return wrong;
    }

    /** Delivers a window of two objects whose receipt speaks of FIRST and SECOND; the second object holds these instead. */
    private Summary verify(Written written, List<String> second) throws IOException {
        findings.clear();
        Path place = Files.createTempDirectory(folder, "place");
        List<String> meant = Stream.concat(FIRST.stream(), SECOND.stream()).toList();
        List<Part> parts = List.of(
                part(place, 0, written.extension(), written.part(FIRST), FIRST.size()),
                part(place, 1, written.extension(), written.part(second), SECOND.size()));
        Statement statement = new Statement(
                new ExportId("acme", "downloads"),
                Optional.empty(),
                new OnTime(Optional.empty()),
                new Terms(
                        "0123456789ab",
                        START,
                        Optional.empty(),
                        new StatedSchedule("hourly", "UTC", Duration.ofMinutes(10))),
                1,
                Set.of(),
                List.of(new StatedWindow(
                        WINDOW,
                        new Counts(meant.size(), meant.size(), 0, 0, 0, 0),
                        Written.sum(meant),
                        new InlineParts(parts))));
        Document receipt =
                new ReceiptSigner(KEY).issue(statement, ChainState.BEGIN).receipt();
        write(place.resolve(receipt.name()), receipt.bytes());
        try (CheckedObjects none = CheckedObjects.none();
                FolderPlace opened = new FolderPlace(place)) {
            return new Verifier(KeySet.of(List.of(KEY.verifyingKey())), Expectations.at(WINDOW.end()), none)
                    .withRows(new FileRows())
                    .verify(opened, findings::add, Progress.NONE);
        }
    }

    private static Part part(Path place, int number, String extension, byte[] stored, long rows) throws IOException {
        String sha256 = Sha256.hex(stored);
        String name = "acme-downloads-20260304T050000Z-p0-0000" + number + "-" + sha256.substring(0, 12) + extension;
        write(place.resolve(name), stored);
        return new Part(name, stored.length, rows, sha256);
    }

    private static void write(Path file, byte[] content) throws IOException {
        Files.createDirectories(file.getParent());
        Files.write(file, content);
    }
}
