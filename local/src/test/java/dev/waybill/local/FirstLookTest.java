package dev.waybill.local;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.spec.ExportSpec;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What {@code local} and {@code describe} print for DuckDB, run as it is printed, on a log as they are: thousands of harmless
 * rows, from which a reader that guesses concludes that nothing is ever quoted and every agent is a number, and then others.
 */
class FirstLookTest {
    /** More rows than DuckDB looks at before it decides what a file is like. */
    private static final int HARMLESS = 25_000;

    private static final List<String> AGENTS = List.of(
            "say \"hi\", you",
            "\"",
            "\"\"",
            "\",\"",
            "a\",b",
            ",",
            "'a','b'",
            "it's",
            "\\",
            "\\\"",
            "ends with \\",
            "\\\",\\",
            "a;b|c",
            "#comment",
            " leading and trailing ",
            "NULL",
            "é用户",
            "{\"a\":\"b,c\"}");
    /** As the format writes control characters. */
    private static final Map<String, String> WITH_CONTROLS = Map.of(
            "two\nlines", "two\\nlines",
            "\"quoted\r\n, lines\"", "\"quoted\\r\\n, lines\"",
            "a\ttab", "a\\ttab");

    @TempDir
    Path folder;

    private final List<String> expected = new ArrayList<>();
    private WrittenExport written;

    @BeforeEach
    void write() throws IOException {
        List<Map<String, Object>> rows = new ArrayList<>();
        for (int i = 0; i < HARMLESS; i++) {
            rows.add(row("123", 200));
        }
        AGENTS.forEach(agent -> {
            rows.add(row(agent, 404));
            expected.add(agent);
        });
        WITH_CONTROLS.forEach((agent, asWritten) -> {
            rows.add(row(agent, 404));
            expected.add(asWritten);
        });
        rows.add(Map.of("uri", "/no/status"));
        written = WrittenExport.write(folder, "source: download\n    format: { kind: csv }", rows);
    }

    private static Map<String, Object> row(String agent, int status) {
        Map<String, Object> row = new HashMap<>();
        row.put("user_agent.raw", agent);
        row.put("uri", "/" + agent);
        row.put("status", status);
        return row;
    }

    @Test
    void theLineThatLocalPrintsCountsEveryRow() throws Exception {
        String line = LocalHints.duckDb(exports(), folder).orElseThrow();

        assertThat(line)
                .startsWith("duckdb -c \"select status, count(*) from read_csv(")
                .doesNotContain("\n");
        assertThat(ask(asTheShellGivesIt(line))).containsExactly("200 " + HARMLESS, "404 " + expected.size(), "null 1");
    }

    @Test
    void theLineThatLocalPrintsReadsEveryTextAsItIs() throws Exception {
        String sql = asTheShellGivesIt(LocalHints.duckDb(exports(), folder).orElseThrow());
        String files = sql.substring(sql.indexOf("from read_csv"), sql.indexOf(" group by"));

        assertThat(ask("select user_agent " + files + " where status = '404'"))
                .containsExactlyInAnyOrderElementsOf(expected);
        assertThat(ask("select count(*) " + files + " where uri = '/no/status' and user_agent is null"))
                .containsExactly("1");
    }

    @Test
    void theViewThatDescribePrintsReadsEveryTextAsItIs() throws Exception {
        String view = written.description().duckDb();

        assertThat(ask(view, "select user_agent from acme_downloads where status = 404"))
                .containsExactlyInAnyOrderElementsOf(expected);
        assertThat(ask(view, "select status, count(*) from acme_downloads group by all order by all"))
                .containsExactly("200 " + HARMLESS, "404 " + expected.size(), "null 1");
    }

    @Test
    void isPrintedForTheFirstExportInCsvThatHasFiles() throws IOException {
        List<ExportSpec> others = WrittenExport.specs(
                        folder.resolve("others"),
                        "source: download\n    format: { kind: csv, columns: [bytes] }\n    destination: { kind: s3, bucket: out,"
                                + " prefix: logs, region: eu-west-1, role-arn: \"arn:aws:iam::111122223333:role/L\" }")
                .exports();

        assertThat(LocalHints.duckDb(others, folder).orElseThrow())
                .startsWith("duckdb -c \"select count(*) from read_csv(");
        assertThat(LocalHints.duckDb(others, folder.resolve("nowhere"))).isEmpty();
        assertThat(LocalHints.duckDb(List.of(), folder)).isEmpty();
    }

    /** The export with its files in a bucket of the local store. */
    private List<ExportSpec> exports() throws IOException {
        return WrittenExport.specs(
                        folder.resolve("local"),
                        "source: download\n    format: { kind: csv }\n    destination: { kind: s3, bucket: out, prefix: logs,"
                                + " region: eu-west-1, role-arn: \"arn:aws:iam::111122223333:role/L\" }")
                .exports();
    }

    /** The argument that a real shell makes of the line. */
    private static String asTheShellGivesIt(String line) throws Exception {
        Process shell = new ProcessBuilder("sh", "-c", line.replaceFirst("duckdb -c ", "printf %s "))
                .redirectErrorStream(true)
                .start();
        String argument = new String(shell.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(shell.waitFor()).as(argument).isZero();
        return argument;
    }

    /** The rows of the last statement. */
    private static List<String> ask(String... statements) throws Exception {
        try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
                Statement statement = connection.createStatement()) {
            for (int i = 0; i < statements.length - 1; i++) {
                statement.execute(statements[i]);
            }
            List<String> answer = new ArrayList<>();
            try (ResultSet rows = statement.executeQuery(statements[statements.length - 1])) {
                while (rows.next()) {
                    StringBuilder row = new StringBuilder();
                    for (int i = 1; i <= rows.getMetaData().getColumnCount(); i++) {
                        row.append(i > 1 ? " " : "").append(rows.getString(i));
                    }
                    answer.add(row.toString());
                }
            }
            return answer;
        }
    }
}
