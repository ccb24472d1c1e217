package dev.waybill.describe;

import dev.waybill.columns.ColumnDefinition;
import dev.waybill.contract.FormatName;
import dev.waybill.contract.PartHeaders;
import dev.waybill.contract.TestObject;
import dev.waybill.contract.YamlName;
import dev.waybill.json.JsonText;
import dev.waybill.spec.ExportSpec;
import dev.waybill.spec.destination.S3Destination;
import java.net.URI;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Everything that readers of one export's files need. Equal specs give equal text. */
public final class Description {
    private static final String INDENT = "  ";
    /** In Athena, of rows that live delivery has delivered. */
    private static final String LIVE =
            "strpos(\"$path\", '/" + PartHeaders.replayFolder("") + "') = 0 AND strpos(\"$path\", '/_receipts/') = 0"
                    + " AND strpos(\"$path\", '/" + TestObject.FOLDER + "') = 0";

    private static final String QUERY_THE_VIEW =
            "The table reads what lies below replay=, _receipts and _waybill, too: query the view, which leaves that out.";

    private final FileForm form;
    private final ExportFiles files;
    private final Folders folders;

    private Description(FileForm form, ExportFiles files, Folders folders) {
        this.form = form;
        this.files = files;
        this.folders = folders;
    }

    /**
     * Describes an export.
     *
     * @param all the exports of its tenant, to warn of those that deliver to the same place
     * @throws dev.waybill.spec.yaml.SpecException if its format's options have problems
     * @throws IllegalArgumentException if its layout's options have
     */
    public static Description of(ExportSpec export, Collection<ExportSpec> all) {
        return new Description(FileForm.of(export), ExportFiles.of(export, all), Folders.of(export));
    }

    /** The definitions of a table with partition projection, and of a view with types where the table has none. */
    public String athena() {
        AthenaForm athena = form.reading().athena();
        StringBuilder text = new StringBuilder(heading("--"));
        notes(text, "--", athena.notes());
        notes(text, "--", folders.note().isEmpty() ? List.of() : List.of(folders.note()));
        notes(text, "--", isProjected() ? List.of() : List.of(QUERY_THE_VIEW));
        notes(text, "--", files.notes());
        if (files.s3().isEmpty()) {
            notes(
                    text,
                    "--",
                    List.of(
                            "Athena reads S3 only, and this export goes to a directory: put the objects' URL in its place."));
        } else if (files.s3().flatMap(S3Destination::endpoint).isPresent()) {
            notes(text, "--", List.of("Athena reads Amazon S3 only, and this export goes to another store."));
        }
        text.append("CREATE EXTERNAL TABLE IF NOT EXISTS ")
                .append(files.table())
                .append(" (\n");
        text.append(lines(athena.columns().stream().map(HiveColumn::definition)));
        text.append("\n)\n");
        if (!folders.keys().isEmpty()) {
            text.append(folders.keys().stream()
                    .map(key -> "`" + key.column() + "` " + key.hiveType())
                    .collect(Collectors.joining(", ", "PARTITIONED BY (", ")\n")));
        }
        text.append(athena.rowFormat()).append("\nLOCATION ").append(Athena.literal(files.base()));
        Map<String, String> properties = new TreeMap<>(athena.properties());
        if (!folders.keys().isEmpty()) {
            properties.put("projection.enabled", "true");
            properties.put("storage.location.template", files.base() + folders.template());
            folders.keys().forEach(key -> properties.putAll(key.projection()));
        }
        if (!properties.isEmpty()) {
            text.append("\nTBLPROPERTIES (\n")
                    .append(lines(properties.entrySet().stream()
                            .map(entry -> Athena.literal(entry.getKey()) + " = " + Athena.literal(entry.getValue()))))
                    .append("\n)");
        }
        text.append(";\n");
        if (!athena.typed().isEmpty()) {
            view(text, athena);
        } else if (!isProjected()) {
            text.append("\nCREATE OR REPLACE VIEW ")
                    .append(files.table())
                    .append("_live AS\nSELECT * FROM ")
                    .append(files.table())
                    .append("\nWHERE ")
                    .append(LIVE)
                    .append(";\n");
        }
        return text.toString();
    }

    /** Whether the table looks into the folders of partitions alone. */
    private boolean isProjected() {
        return !folders.keys().isEmpty();
    }

    private void view(StringBuilder text, AthenaForm athena) {
        Stream<String> keys = folders.keys().stream().map(key -> Athena.name(key.column()));
        text.append("\nCREATE OR REPLACE VIEW ").append(files.table()).append("_typed AS\nSELECT\n");
        text.append(lines(Stream.concat(athena.typed().stream(), keys)));
        text.append("\nFROM ").append(files.table());
        List<String> conditions = Stream.of(athena.condition(), isProjected() ? "" : LIVE)
                .filter(condition -> !condition.isEmpty())
                .toList();
        if (!conditions.isEmpty()) {
            text.append("\nWHERE ").append(String.join(" AND ", conditions));
        }
        text.append(";\n");
    }

    /** A secret where one is needed, and a view over all files. */
    public String duckDb() {
        StringBuilder text = new StringBuilder(heading("--"));
        files.s3().ifPresent(s3 -> text.append(secret(s3)));
        if (form.format() == FormatName.AVRO) {
            text.append("INSTALL avro;\nLOAD avro;\n");
        }
        DuckDbFiles found = new DuckDbFiles(
                DuckDb.literal(files.base() + folders.below() + (folders.deep() ? "**/" : "") + files.names()),
                folderColumns());
        text.append("CREATE OR REPLACE VIEW ").append(files.table()).append(" AS\n");
        return text.append(form.reading().duckDb(found)).append(";\n").toString();
    }

    /** Folders' keys that readers find by themselves; none if one of them is called like a column. */
    private List<PartitionKey> folderColumns() {
        if (!folders.hive()) {
            return List.of();
        }
        List<String> names = new ArrayList<>(folders.words());
        folders.keys().forEach(key -> names.add(key.folder()));
        boolean clash = form.columns().columns().stream()
                .map(column -> column.name().split("\\.", 2)[0].toLowerCase(Locale.ROOT))
                .anyMatch(column -> names.stream().anyMatch(column::equalsIgnoreCase));
        return clash ? List.of() : folders.keys();
    }

    private String secret(S3Destination s3) {
        String name = files.table() + "_secret";
        String scope = ", REGION " + DuckDb.literal(s3.region()) + ", SCOPE " + DuckDb.literal(files.base());
        if (s3.endpoint().isEmpty()) {
            return "-- Takes the credentials that the AWS SDK finds; they must be allowed to read.\n"
                    + "CREATE OR REPLACE SECRET " + name + " (TYPE s3, PROVIDER credential_chain" + scope + ");\n";
        }
        URI endpoint = s3.endpoint().get();
        String port = endpoint.getPort() < 0 ? "" : ":" + endpoint.getPort();
        return "-- Put a key that may read in the place of KEY and SECRET.\nCREATE OR REPLACE SECRET " + name
                + " (TYPE s3, KEY_ID 'KEY', SECRET 'SECRET', ENDPOINT "
                + DuckDb.literal(endpoint.getHost() + port) + ", URL_STYLE '" + (s3.pathStyle() ? "path" : "vhost")
                + "', USE_SSL " + "https".equals(endpoint.getScheme()) + scope + ");\n";
    }

    /** A script that makes a data frame and a view of it. */
    public String spark() {
        String base =
                files.base().startsWith("s3://") ? "s3a://" + files.base().substring("s3://".length()) : files.base();
        boolean partitioned = !folderColumns().isEmpty();
        SparkFiles found = new SparkFiles(
                base, base + folders.below() + (folders.deep() ? "" : files.names()), files.names(), partitioned);
        return heading("#") + """
                from pyspark.sql import SparkSession, functions as F

                spark = SparkSession.builder.config("spark.sql.session.timeZone", "UTC").getOrCreate()
                """ + form.reading().spark(found) + "df.createOrReplaceTempView(\"" + files.table()
                + "\")\n";
    }

    /** The list of columns with its version, as JSON. */
    public String columns() {
        Map<String, Object> content = new LinkedHashMap<>();
        content.put("export", files.export().exportId().toString());
        content.put("source", YamlName.of(files.export().source()));
        content.put("format", form.format().kind());
        content.put("list", form.columns().name());
        content.put("version", form.columns().version());
        content.put(
                "columns",
                form.columns().columns().stream().map(Description::column).toList());
        return JsonText.of(content);
    }

    private static Map<String, Object> column(ColumnDefinition column) {
        Map<String, Object> content = new LinkedHashMap<>();
        content.put("name", column.name());
        content.put("type", YamlName.of(column.type()));
        content.put("nullable", column.nullable());
        content.put("description", column.description());
        return content;
    }

    private String heading(String comment) {
        return comment + " Export " + files.export().exportId() + ": "
                + form.format().kind() + ", layout " + files.export().layout().kind() + ", columns "
                + form.columns().name() + " version " + form.columns().version() + ".\n";
    }

    private static void notes(StringBuilder text, String comment, List<String> notes) {
        notes.forEach(note -> text.append(comment).append(' ').append(note).append('\n'));
    }

    private static String lines(Stream<String> items) {
        return items.collect(Collectors.joining(",\n" + INDENT, INDENT, ""));
    }
}
