package dev.waybill.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.waybill.event.Event;
import dev.waybill.format.row.PartWriter;
import dev.waybill.format.row.RowBuffer;
import dev.waybill.format.row.RowEncoder;
import dev.waybill.format.typed.PageCodec;
import dev.waybill.kind.format.ParquetCodec;
import dev.waybill.kind.format.ParquetSpec;
import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.lang.reflect.Method;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.hadoop.metadata.BlockMetaData;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ParquetTest {
    private static final Parquet LAKEFS = new Parquet(new ParquetSpec(List.of("lakefs"), ParquetCodec.SNAPPY));

    @Test
    void writesLakefsTenColumns() {
        // Given
        Event event = SampleEvents.event(
                SampleEvents.AUDIT,
                "event_id",
                "e1",
                "tenant",
                "acme",
                "occurred_at",
                SampleEvents.TIME,
                "status",
                401,
                "service_name",
                "rest_api",
                "request_id",
                "c7e1",
                "uri",
                "/api/v1/auth/login",
                "operation_id",
                "login",
                "method",
                "POST",
                "actor.identifier",
                "");

        // When
        byte[] part = Parts.write(LAKEFS, SampleEvents.AUDIT, List.of(event));

        // Then
        assertThat(ParquetParts.footer(part).getFileMetaData().getSchema().toString())
                .isEqualTo("""
                        message AuditEvent {
                          optional binary data_user (STRING);
                          optional binary data_repository (STRING);
                          optional binary data_ref (STRING);
                          optional int32 data_status_code;
                          optional binary data_service_name (STRING);
                          optional binary data_request_id (STRING);
                          optional binary data_path (STRING);
                          optional binary data_operation_id (STRING);
                          optional binary data_method (STRING);
                          optional binary data_time (STRING);
                        }
                        """);
        assertThat(ParquetParts.read(part).get(0).toString()).isEqualTo("""
                        data_user:\s
                        data_status_code: 401
                        data_service_name: rest_api
                        data_request_id: c7e1
                        data_path: /api/v1/auth/login
                        data_operation_id: login
                        data_method: POST
                        data_time: 2026-03-04T05:06:07Z
                        """);
    }

    @Test
    void keepsValuesAndTypesOfNestedFields() {
        // Given
        Event event = SampleEvents.download();
        SampleEvents.set(event, "user_agent.raw", "é\n漢😀\0");

        // When
        Group row = ParquetParts.read(
                        Parts.write(new Parquet(ParquetSpec.DEFAULT), SampleEvents.DOWNLOAD, List.of(event)))
                .get(0);

        // Then
        assertThat(row.getLong("occurred_at", 0)).isEqualTo(SampleEvents.TIME);
        assertThat(row.getLong("bytes", 0)).isEqualTo(48213);
        assertThat(row.getFieldRepetitionCount("referer")).isZero();
        assertThat(row.getGroup("location", 0).getString("city", 0)).isEqualTo("Auckland");
        assertThat(row.getGroup("package", 0).getString("tags", 0)).isEqualTo("{\"info\":[\"latest\"]}");
        assertThat(row.getGroup("user_agent", 0).getString("raw", 0)).isEqualTo("é\n漢😀\0");
    }

    @ParameterizedTest
    @EnumSource(ParquetCodec.class)
    void fillsPartsAndHasOneRowGroupWithStatistics(ParquetCodec codec) throws IOException {
        // Given
        int target = 1 << 20;
        Parquet format = new Parquet(new ParquetSpec(List.of("default"), codec));
        Random random = new Random(5);
        RowEncoder encoder = format.rowEncoder(SampleEvents.DOWNLOAD);
        RowBuffer row = new RowBuffer();
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        PartWriter writer = format.open(SampleEvents.DOWNLOAD, target, out);

        // When
        encoder.encode(varied(random), row);
        while (writer.fits(row.length())) {
            writer.row(row.array(), 0, row.length());
            row.clear();
            encoder.encode(varied(random), row);
        }
        writer.finish();

        // Then
        assertThat(out.size()).isBetween(target * 6 / 10, target);
        List<BlockMetaData> groups = ParquetParts.footer(out.toByteArray()).getBlocks();
        assertThat(groups).hasSize(1);
        assertThat(groups.get(0).getRowCount()).isEqualTo(writer.rows());
        assertThat(groups.get(0).getColumns()).allSatisfy(column -> {
            assertThat(column.getCodec()).isEqualTo(PageCodec.of(codec).codecName());
            assertThat(column.getStatistics().isNumNullsSet()).isTrue();
        });
    }

    /** The classes of production, without Hadoop, in a loader of their own. */
    @Test
    void writesWithoutHadoopOnTheClassPath() throws Exception {
        // Given
        URL[] withoutHadoop = Arrays.stream(
                        System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(entry -> !entry.contains("hadoop-common") && !entry.contains("hadoop-mapreduce"))
                .map(ParquetTest::url)
                .toArray(URL[]::new);
        byte[] part;

        // When
        try (URLClassLoader loader = new URLClassLoader(withoutHadoop, ClassLoader.getPlatformClassLoader())) {
            Method write = loader.loadClass(ParquetTest.class.getName()).getDeclaredMethod("samplePart");
            write.setAccessible(true);
            part = (byte[]) write.invoke(null);
            assertThatThrownBy(() -> loader.loadClass("org.apache.hadoop.conf.Configuration"))
                    .isInstanceOf(ClassNotFoundException.class);
        }

        // Then
        assertThat(part).isEqualTo(samplePart());
        assertThat(ParquetParts.read(part)).hasSize(1);
    }

    static byte[] samplePart() {
        return Parts.write(new Parquet(ParquetSpec.DEFAULT), SampleEvents.DOWNLOAD, List.of(SampleEvents.download()));
    }

    private static Event varied(Random random) {
        Event event = SampleEvents.random(SampleEvents.DOWNLOAD, random);
        SampleEvents.set(event, "ip_address", "203.0." + random.nextInt(256) + "." + random.nextInt(256));
        SampleEvents.set(event, "bytes", random.nextInt(1_000_000));
        SampleEvents.set(event, "user.identifier", "us" + random.nextInt(5_000));
        return event;
    }

    private static URL url(String entry) {
        try {
            return Path.of(entry).toUri().toURL();
        } catch (MalformedURLException e) {
            throw new IllegalArgumentException(entry, e);
        }
    }
}
