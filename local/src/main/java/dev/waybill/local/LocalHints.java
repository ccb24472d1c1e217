package dev.waybill.local;

import dev.waybill.cloud.KeyFile;
import dev.waybill.describe.FirstLook;
import dev.waybill.json.JsonText;
import dev.waybill.spec.ExportSpec;
import java.io.PrintWriter;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Tells what to do with a run: where its servers are, and what to try next. */
final class LocalHints {
    private final PrintWriter out;
    private final LocalRun.Running running;

    LocalHints(PrintWriter out, LocalRun.Running running) {
        this.out = out;
        this.running = running;
    }

    /** Writes the endpoints where {@code ./waybill import} and scripts find them. */
    void writeEndpoints(Optional<URI> console) {
        Map<String, String> endpoints = new TreeMap<>();
        endpoints.put("bootstrap", running.stack().broker().bootstrapServers());
        endpoints.put("connect", running.connect().uri().toString());
        console.ifPresent(uri -> endpoints.put("console", uri.toString()));
        endpoints.put("s3", running.stack().cloud().s3().toString());
        endpoints.put("sts", running.stack().cloud().sts().toString());
        DataFolder.writeSecret(running.stack().folder().platform(), LocalGrants.PLATFORM_FILE);
        DataFolder.writeSecret(running.stack().folder().running(), JsonText.of(endpoints));
        running.stack().folder().running().toFile().deleteOnExit();
    }

    void printEndpoints(LocalConsole console) {
        Path keys = running.stack().folder().readerKeys();
        out.println();
        out.println("Running until Ctrl-C; the endpoints are also in "
                + running.stack().folder().running());
        out.println("  Kafka    " + running.stack().broker().bootstrapServers());
        out.println("  Connect  " + running.connect().uri());
        out.println("  S3       " + running.stack().cloud().s3());
        out.println("  STS      " + running.stack().cloud().sts());
        out.println("  Console  " + console.uri() + "  log in with " + console.token());
        out.println();
        out.println("Read-only keys, one profile per bucket, also in " + keys + ":");
        KeyFile.read(keys).forEach((bucket, key) -> out.println("  " + bucket + "  " + key.id() + "  " + key.secret()));
        out.println();
        out.println("Try");
        KeyFile.read(keys).keySet().stream()
                .findFirst()
                .ifPresent(bucket -> out.println("  AWS_SHARED_CREDENTIALS_FILE=" + keys + " aws --profile " + bucket
                        + " --region eu-west-1 --endpoint-url "
                        + running.stack().cloud().s3()
                        + " s3 ls --recursive s3://" + bucket));
        printFileSteps();
        out.flush();
    }

    void printNextSteps() {
        out.println();
        out.println("Everything lies in " + running.stack().folder().buckets() + ", one folder per bucket. Try");
        printFileSteps();
        out.println("  ./waybill local --stay     to keep it running, with endpoints and read-only keys");
        out.flush();
    }

    private void printFileSteps() {
        Path acme = running.stack().folder().buckets().resolve("acme-logs");
        if (acme.resolve("downloads/combined").toFile().isDirectory()) {
            out.println("  find " + acme + "/downloads/combined -name '*.gz' | xargs zcat"
                    + " | goaccess --log-format=COMBINED --no-global-config -o report.html -");
        }
        duckDb(running.exports(), running.stack().folder().buckets()).ifPresent(line -> out.println("  " + line));
    }

    /**
     * A line for a shell that asks the files of the first export in CSV something.
     *
     * @param buckets the folder of the local store
     */
    static Optional<String> duckDb(List<ExportSpec> exports, Path buckets) {
        for (ExportSpec export : exports) {
            Optional<String> statement = export.destination()
                    .s3()
                    .map(s3 -> buckets.resolve(s3.bucket()).resolve(s3.prefix()))
                    .filter(Files::isDirectory)
                    .flatMap(directory -> FirstLook.duckDb(export, directory.toString()));
            if (statement.isPresent()) {
                return statement.map(sql -> "duckdb -c \"" + sql.replaceAll("[\\\\\"$`]", "\\\\$0") + "\"");
            }
        }
        return Optional.empty();
    }
}
