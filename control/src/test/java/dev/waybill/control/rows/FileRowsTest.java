package dev.waybill.control.rows;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.waybill.contract.FormatName;
import dev.waybill.contract.Source;
import dev.waybill.verify.check.Rows;
import dev.waybill.verify.check.UnreadableRowsException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Files that the application's own formats wrote, read back without knowing their spec. */
class FileRowsTest {
    private static final Map<String, Object> NO_OPTIONS = Map.of();
    private static final List<String> IDS = ids(300);

    private final FileRows rows = new FileRows();

    /** Formats whose files have id and time of each event. */
    static Stream<Arguments> summed() {
        return Stream.of(
                        compressions("csv", Map.of("columns", "all")),
                        compressions("csv", Map.of("columns", List.of("uri", "occurred_at", "event_id"))),
                        compressions("json-lines", NO_OPTIONS),
                        compressions("json-array", NO_OPTIONS),
                        compressions("json-lines-timestamp", NO_OPTIONS),
                        compressions("json-lines-timestamp", Map.of("separator", "tab")),
                        compressions("ecs", NO_OPTIONS),
                        codecs("avro", "deflate", "snappy", "zstd", "none"),
                        codecs("parquet", "snappy", "zstd", "gzip", "none"))
                .flatMap(each -> each)
                .flatMap(each -> Stream.of(Source.values()).map(source -> with(source, each)));
    }

    static Stream<Arguments> summedAudit() {
        return Stream.of(
                        compressions("csv", NO_OPTIONS),
                        compressions("json-lines", Map.of("shape", "cloudsmith")),
                        compressions("json-lines", Map.of("shape", "flat")),
                        compressions("json-array", Map.of("shape", "cloudsmith")),
                        compressions("json-lines-timestamp", Map.of("shape", "cloudsmith")))
                .flatMap(each -> each)
                .map(each -> with(Source.AUDIT, each));
    }

    static Stream<Arguments> counted() {
        return Stream.of(
                        downloads(compressions("csv", NO_OPTIONS), Tally.NO_ID),
                        downloads(compressions("csv", Map.of("columns", List.of("event_id", "uri"))), Tally.NO_TIME),
                        downloads(compressions("json-lines", Map.of("columns", List.of("event_id"))), Tally.NO_TIME),
                        downloads(compressions("json-lines", Map.of("shape", "cloudsmith")), Tally.NO_ID),
                        downloads(compressions("json-array", Map.of("shape", "flat")), Tally.NO_ID),
                        downloads(compressions("json-lines-timestamp", Map.of("shape", "flat")), Tally.NO_ID),
                        downloads(compressions("json-lines", Map.of("columns", "lakefs")), Tally.NO_ID),
                        downloads(compressions("apache-common", NO_OPTIONS), Tally.NO_ID),
                        downloads(compressions("apache-combined", NO_OPTIONS), Tally.NO_ID),
                        downloads(compressions("apache-cloudsmith", NO_OPTIONS), Tally.NO_ID),
                        downloads(compressions("s3-access-log", NO_OPTIONS), Tally.NO_ID),
                        downloads(compressions("w3c", NO_OPTIONS), Tally.NO_ID),
                        downloads(compressions("cef", NO_OPTIONS), Tally.MILLISECONDS),
                        downloads(compressions("ocsf", NO_OPTIONS), Tally.MILLISECONDS),
                        downloads(codecs("ocsf-parquet", "zstd", "snappy", "gzip", "none"), Tally.MILLISECONDS),
                        downloads(Stream.of(Map.of("kind", "avro", "columns", List.of("uri"))), Tally.NO_ID),
                        downloads(Stream.of(Map.of("kind", "parquet", "columns", "lakefs")), Tally.NO_ID),
                        downloads(Stream.of(Map.of("kind", "parquet", "columns", List.of("event_id"))), Tally.NO_TIME))
                .flatMap(each -> each);
    }

    @Test
    void knowsEveryFormat() {
        Stream<String> kinds = Stream.of(summed(), summedAudit(), counted())
                .flatMap(each -> each)
                .map(arguments -> (String) arguments.get()[1]);

        assertThat(kinds.distinct())
                .containsExactlyInAnyOrderElementsOf(
                        Arrays.stream(FormatName.values()).map(FormatName::kind).toList());
    }

    @ParameterizedTest
    @MethodSource({"summed", "summedAudit"})
    void addsUpTheEventsOfAFile(Source source, String kind, Map<String, Object> options) throws Exception {
        // Given
        Written written = new Written(source, kind, options);
        List<String> lost = IDS.subList(0, IDS.size() - 1);
        List<String> changed = new ArrayList<>(lost);
        changed.add("another");

        // Then
        assertThat(read(written, IDS)).isEqualTo(new Rows.Summed(IDS.size(), Written.sum(IDS)));
        assertThat(read(written, lost)).isEqualTo(new Rows.Summed(IDS.size() - 1, Written.sum(lost)));
        assertThat(read(written, changed))
                .isEqualTo(new Rows.Summed(IDS.size(), Written.sum(changed)))
                .isNotEqualTo(new Rows.Summed(IDS.size(), Written.sum(IDS)));
        assertThat(read(written, List.of())).isEqualTo(new Rows.Summed(0, Written.sum(List.of())));
    }

    @ParameterizedTest
    @MethodSource({"summed", "summedAudit", "counted"})
    void countsTheSameWhereTheNameSaysNothing(Source source, String kind, Map<String, Object> options)
            throws Exception {
        // Given
        Written written = new Written(source, kind, options);

        // Then
        assertThat(rows.read("a/b", written.part(IDS))).isEqualTo(read(written, IDS));
        assertThat(rows.read("a.b/c.xyz", written.part(IDS.subList(0, 1)))).isEqualTo(read(written, IDS.subList(0, 1)));
    }

    @ParameterizedTest
    @MethodSource("counted")
    void countsRowsAndSaysWhyThereIsNoSum(Source source, String kind, Map<String, Object> options, String reason)
            throws Exception {
        // Given
        Written written = new Written(source, kind, options);
        List<String> doubled = new ArrayList<>(IDS);
        doubled.add(IDS.get(7));

        // Then
        assertThat(read(written, IDS)).isEqualTo(new Rows.Counted(IDS.size(), reason));
        assertThat(read(written, doubled)).isEqualTo(new Rows.Counted(IDS.size() + 1, reason));
        assertThat(read(written, IDS.subList(0, 3))).isEqualTo(new Rows.Counted(3, reason));
    }

    @ParameterizedTest
    @MethodSource({"summed", "summedAudit"})
    void keepsWhateverCharactersAnIdHas(Source source, String kind, Map<String, Object> options) throws Exception {
        // Given
        Written written = new Written(source, kind, options);
        List<String> odd = List.of("a,\"b\",é漢😀", "\"", ",", "'=1", "{\"x\":1}");

        // When
        Rows found = read(written, odd);

        // Then
        boolean guarded = kind.equals("csv");
        assertThat(found)
                .isEqualTo(
                        guarded
                                ? new Rows.Counted(odd.size(), Tally.LOSSY)
                                : new Rows.Summed(odd.size(), Written.sum(odd)));
    }

    @Test
    void aCsvFileWithIdsThatItsEscapesHaveChangedHasNoSum() throws Exception {
        // Given
        Written plain = new Written(Source.DOWNLOAD, "csv", Map.of("columns", "all"));
        Written guarded = new Written(Source.DOWNLOAD, "csv", Map.of("columns", "all", "formula-guard", true));

        // Then
        assertThat(read(plain, List.of("a", "b\nc"))).isEqualTo(new Rows.Counted(2, Tally.LOSSY));
        assertThat(read(plain, List.of("a", "b\\c"))).isEqualTo(new Rows.Counted(2, Tally.LOSSY));
        assertThat(read(guarded, List.of("=1+1"))).isEqualTo(new Rows.Counted(1, Tally.LOSSY));
        assertThat(read(plain, List.of("=1+1"))).isEqualTo(new Rows.Summed(1, Written.sum(List.of("=1+1"))));
    }

    @ParameterizedTest
    @MethodSource({"summed", "summedAudit", "counted"})
    void refusesAFileThatIsCutOff(Source source, String kind, Map<String, Object> options) {
        // Given
        Written written = new Written(source, kind, options);
        byte[] part = written.part(IDS);
        byte[] cut = Arrays.copyOf(part, part.length - 2);

        // Then
        assertThatThrownBy(() -> rows.read("a" + written.extension(), cut))
                .isInstanceOf(UnreadableRowsException.class)
                .hasMessageMatching("cannot be read as [A-Za-z0-9 ]+ behind row [0-9]+");
    }

    @ParameterizedTest
    @ValueSource(strings = {"snappy", "zstd", "gzip", "none"})
    void readsColumnsOfManyPagesWithAndWithoutDictionaries(String codec) throws Exception {
        // Given
        Written written = new Written(Source.DOWNLOAD, "parquet", Map.of("codec", codec));
        List<String> many = ids(20_000);
        List<String> few = IntStream.range(0, 20_000)
                .mapToObj(i -> "id-" + i % 7 + "-" + "y".repeat(90))
                .toList();

        // Then
        assertThat(read(written, many)).isEqualTo(new Rows.Summed(20_000, Written.sum(many)));
        assertThat(read(written, few)).isEqualTo(new Rows.Summed(20_000, Written.sum(few)));
    }

    @Test
    void saysNothingOfTheContentOfWhatItCannotRead() {
        byte[] secret = "{\"event_id\":\"e-1\",\"occurred_at\":hunter2}\n".getBytes(StandardCharsets.UTF_8);

        assertThatThrownBy(() -> rows.read("a.jsonl", secret))
                .hasMessage("cannot be read as JSON lines behind row 0")
                .hasNoCause();
    }

    @Test
    void takesAnApacheLineThatBeginsLikeJsonForALine() throws Exception {
        byte[] line =
                "[::1] - - [04/Mar/2026:05:06:07 +0000] \"GET / HTTP/1.1\" 200 1\n".getBytes(StandardCharsets.UTF_8);

        assertThat(rows.read("a.log", line)).isEqualTo(new Rows.Counted(1, Tally.NO_ID));
        assertThat(rows.read("a", line)).isEqualTo(new Rows.Counted(1, Tally.NO_ID));
    }

    private Rows read(Written written, List<String> ids) throws UnreadableRowsException {
        return rows.read("year=2026/acme-x" + written.extension(), written.part(ids));
    }

    private static List<String> ids(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> "id-" + i + "-" + "x".repeat(i % 3))
                .toList();
    }

    private static Stream<Map<String, Object>> compressions(String kind, Map<String, Object> options) {
        return Stream.of("gzip", "zstd", "none").map(compression -> with(kind, options, "compression", compression));
    }

    private static Stream<Map<String, Object>> codecs(String kind, String... codecs) {
        return Stream.of(codecs).map(codec -> with(kind, NO_OPTIONS, "codec", codec));
    }

    private static Map<String, Object> with(String kind, Map<String, Object> options, String option, String value) {
        Map<String, Object> all = new TreeMap<>(options);
        all.put("kind", kind);
        all.put(option, value);
        return all;
    }

    private static Arguments with(Source source, Map<String, Object> kindAndOptions) {
        Map<String, Object> options = new TreeMap<>(kindAndOptions);
        return Arguments.of(source, options.remove("kind"), options);
    }

    private static Stream<Arguments> downloads(Stream<? extends Map<String, ?>> kinds, String reason) {
        return kinds.map(each -> {
            Map<String, Object> options = new TreeMap<>(each);
            return Arguments.of(Source.DOWNLOAD, options.remove("kind"), options, reason);
        });
    }
}
