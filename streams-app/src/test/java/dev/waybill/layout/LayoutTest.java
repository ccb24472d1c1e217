package dev.waybill.layout;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.contract.ExportId;
import dev.waybill.contract.Source;
import dev.waybill.kind.layout.DefaultSpec;
import dev.waybill.kind.layout.FlatSpec;
import dev.waybill.kind.layout.LakefsSpec;
import dev.waybill.kind.layout.Placeholder;
import dev.waybill.kind.layout.S3PartitionedSpec;
import dev.waybill.kind.layout.S3SimpleSpec;
import dev.waybill.kind.layout.SecurityLakeSpec;
import dev.waybill.kind.layout.TemplateSpec;
import dev.waybill.window.Window;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Golden names: what reads a bucket depends on every character. */
class LayoutTest {
    private static final Instant FIVE = Instant.parse("2026-03-04T05:00:00Z");
    private static final Instant SIX = Instant.parse("2026-03-04T06:00:00Z");
    private static final String SHA256 = "0a1b2c3d4e5f".repeat(5) + "0a1b";

    static Stream<Arguments> onTime() {
        return Stream.of(
                Arguments.of(
                        new Default(new DefaultSpec()),
                        "year=2026/month=03/day=04/hour=05/"
                                + "acme-downloads-20260304T050000Z-p3-00017-0a1b2c3d4e5f.csv.gz"),
                Arguments.of(new Flat(new FlatSpec()), "acme-downloads-20260304T050000Z-p3-00017-0a1b2c3d4e5f.csv.gz"),
                Arguments.of(
                        new S3Simple(new S3SimpleSpec()),
                        "2026-03-04-05-00-00-acme-downloads-20260304T050000Z-p3-00017-0a1b2c3d4e5f.csv.gz"),
                Arguments.of(
                        new S3Partitioned(new S3PartitionedSpec("111122223333", "eu-west-1", "acme-tools")),
                        "111122223333/eu-west-1/acme-tools/2026/03/04/2026-03-04-00-00-00-"
                                + "acme-downloads-20260304T050000Z-p3-00017-0a1b2c3d4e5f.csv.gz"),
                Arguments.of(
                        new Lakefs(new LakefsSpec("eu-west-1")),
                        "etl/v1/data/region=eu-west-1/organization=org-acme/year=2026/month=03/day=04/hour=05/"
                                + "log_acme-downloads-20260304T050000Z-p3-00017-0a1b2c3d4e5f.csv.gz"),
                Arguments.of(
                        new SecurityLake(new SecurityLakeSpec("waybill", "eu-west-1", "external")),
                        "waybill/region=eu-west-1/accountId=external/eventDay=20260304/"
                                + "acme-downloads-20260304T050000Z-p3-00017-0a1b2c3d4e5f.csv.gz"),
                Arguments.of(
                        template("{tenant}/{export}/{source}/{window-start:yyyy/DDD/HH-mm}/{part}-{config-version}/"
                                + "log_{unique}{extension}"),
                        "acme/downloads/download/2026/063/05-00/00017-0123456789ab/"
                                + "log_acme-downloads-20260304T050000Z-p3-00017-0a1b2c3d4e5f.csv.gz"),
                Arguments.of(
                        new Template(new TemplateSpec(
                                "{region}/{window-start:'y='yyyy'/m='MM}/{window-start}/{file}",
                                "eu-west-1",
                                "Asia/Kolkata")),
                        "eu-west-1/y=2026/m=03/20260304T103000/"
                                + "acme-downloads-20260304T050000Z-p3-00017-0a1b2c3d4e5f.csv.gz"));
    }

    @ParameterizedTest
    @MethodSource("onTime")
    void namesPartsOfEventsOnTime(Layout layout, String expected) {
        assertThat(layout.name(part(null, ".csv.gz", ""))).isEqualTo(expected);
    }

    @ParameterizedTest
    @MethodSource("onTime")
    void namesLatePartsAfterTheirWindowAndHourOfArrival(Layout layout, String expected) {
        assertThat(layout.name(part(SIX, ".csv.gz", "")))
                .isEqualTo(expected.replace("20260304T050000Z-p3", "20260304T050000Z-late-20260304T060000Z-p3"));
    }

    @ParameterizedTest
    @MethodSource("onTime")
    void givesEveryPartItsOwnNameBelowThePrefix(Layout layout, String expected) {
        // Given
        List<PartIdentity> parts = differentParts();

        // When
        List<String> names = parts.stream().map(layout::name).toList();

        // Then
        assertThat(names).doesNotHaveDuplicates().allSatisfy(name -> {
            assertThat(name).matches("[!-\\[\\]-~]{1,620}").doesNotContain("//");
            assertThat(name.split("/", -1)).doesNotContain("", ".", "..").allMatch(segment -> segment.length() <= 240);
        });
    }

    @Test
    void coversEveryKind() {
        assertThat(onTime().<Class<?>>map(arguments -> arguments.get()[0].getClass())
                        .collect(Collectors.toSet()))
                .isEqualTo(Set.of(Layout.class.getPermittedSubclasses()));
    }

    @Test
    void leavesOutTheHourOfWindowsOfADay() {
        // Given
        PartIdentity daily = part(
                new ExportId("acme", "downloads"),
                new Window(Instant.parse("2026-03-28T23:00:00Z"), Instant.parse("2026-03-29T22:00:00Z")),
                null,
                3,
                17);

        // When
        String name = new Default(new DefaultSpec()).name(daily);

        // Then
        assertThat(name)
                .isEqualTo("year=2026/month=03/day=28/acme-downloads-20260328T230000Z-p3-00017-0a1b2c3d4e5f.csv.gz");
    }

    @Test
    void namesTheCodecOfParquetAsLakefsDoes() {
        assertThat(new Lakefs(new LakefsSpec("eu-west-1")).name(part(SIX, ".parquet", "snappy")))
                .isEqualTo("etl/v1/data/region=eu-west-1/organization=org-acme/year=2026/month=03/day=04/hour=05/"
                        + "log_acme-downloads-20260304T050000Z-late-20260304T060000Z-p3-00017-0a1b2c3d4e5f"
                        + "-snappy.parquet");
    }

    private static List<PartIdentity> differentParts() {
        String longest = "x".repeat(63);
        List<PartIdentity> parts = new ArrayList<>();
        for (String tenant : List.of("acme", "globex", longest)) {
            for (String export : List.of("downloads", longest)) {
                for (Instant start : List.of(FIVE, FIVE.plusSeconds(1), SIX, FIVE.plus(Duration.ofDays(366)))) {
                    Window window = new Window(start, start.plusSeconds(1));
                    for (int number : List.of(0, 1, 10, 99_999)) {
                        ExportId id = new ExportId(tenant, export);
                        parts.add(part(id, window, null, 0, number));
                        parts.add(part(id, window, null, 1, number));
                        parts.add(part(id, window, SIX, 0, number));
                        parts.add(part(id, window, SIX.plus(Duration.ofHours(1)), 0, number));
                    }
                }
            }
        }
        return parts;
    }

    private static Template template(String path) {
        return new Template(new TemplateSpec(path, TemplateSpec.DEFAULT_REGION, TemplateSpec.DEFAULT_ZONE));
    }

    /** A template is refused if its names could be too long; it is measured with these. */
    @ParameterizedTest
    @EnumSource(Placeholder.class)
    void nothingInATemplateIsLongerThanItsLongestExample(Placeholder placeholder) {
        // Given
        String id = "x".repeat(63);
        PartIdentity longest =
                part(new ExportId(id, id), new Window(FIVE, SIX), FIVE, 99_999, 99_999, ".parquet.zst", "snappy");

        // When
        String name = new Template(new TemplateSpec("{" + placeholder.word() + "}/{file}", "", "UTC")).name(longest);

        // Then
        String value = name.substring(0, name.indexOf('/'));
        assertThat(value).hasSameSizeAs(placeholder.longest());
    }

    private static PartIdentity part(@Nullable Instant lateHour, String extension, String codec) {
        return part(new ExportId("acme", "downloads"), new Window(FIVE, SIX), lateHour, 3, 17, extension, codec);
    }

    private static PartIdentity part(
            ExportId id, Window window, @Nullable Instant lateHour, int sourcePartition, int number) {
        return part(id, window, lateHour, sourcePartition, number, ".csv.gz", "");
    }

    private static PartIdentity part(
            ExportId id,
            Window window,
            @Nullable Instant lateHour,
            int sourcePartition,
            int number,
            String extension,
            String codec) {
        return new PartIdentity(
                id,
                Source.DOWNLOAD,
                "0123456789ab",
                window,
                lateHour,
                sourcePartition,
                number,
                SHA256,
                extension,
                codec);
    }
}
