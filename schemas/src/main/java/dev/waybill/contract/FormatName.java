package dev.waybill.contract;

/**
 * The output formats an export can name. Renaming a constant breaks the specs of users: the YAML name is the constant
 * in kebab case.
 */
public enum FormatName {
    CSV(".csv", "text/csv; charset=utf-8"),
    JSON_LINES(".jsonl", "application/x-ndjson"),
    /** JSON Lines with the time before each object, so not valid JSON Lines as a file. */
    JSON_LINES_TIMESTAMP(".log", "text/plain; charset=utf-8"),
    JSON_ARRAY(".json", "application/json"),
    APACHE_COMBINED(".log", "text/plain; charset=utf-8"),
    APACHE_COMMON(".log", "text/plain; charset=utf-8"),
    APACHE_CLOUDSMITH(".log", "text/plain; charset=utf-8"),
    S3_ACCESS_LOG(".log", "text/plain; charset=utf-8"),
    W3C(".log", "text/plain; charset=utf-8"),
    AVRO(".avro", "application/vnd.apache.avro"),
    PARQUET(".parquet", "application/vnd.apache.parquet"),
    CEF(".log", "text/plain; charset=utf-8"),
    ECS(".jsonl", "application/x-ndjson"),
    OCSF(".jsonl", "application/x-ndjson"),
    OCSF_PARQUET(".parquet", "application/vnd.apache.parquet");

    private final String extension;
    private final String contentType;

    FormatName(String extension, String contentType) {
        this.extension = extension;
        this.contentType = contentType;
    }

    /** The name in an export spec, {@code json-lines}. */
    public String kind() {
        return YamlName.of(this);
    }

    /** How names of uncompressed objects end, with the dot; a compression appends its own, {@code .csv.gz}. */
    public String extension() {
        return extension;
    }

    /** The media type of uncompressed objects. */
    public String contentType() {
        return contentType;
    }
}
