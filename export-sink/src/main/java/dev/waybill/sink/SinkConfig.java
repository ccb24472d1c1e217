package dev.waybill.sink;

import dev.waybill.sink.backlog.Backoff;
import dev.waybill.sink.backlog.Dispatcher;
import dev.waybill.sink.metrics.MetricsSettings;
import dev.waybill.sink.parking.KafkaParkingLot;
import dev.waybill.sink.s3.ConditionalPut;
import dev.waybill.sink.s3.StaticKeys;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.DoubleSupplier;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.Importance;
import org.apache.kafka.common.config.ConfigDef.Range;
import org.apache.kafka.common.config.ConfigDef.Type;
import org.apache.kafka.common.config.ConfigDef.ValidString;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.config.types.Password;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;

/**
 * The connector's configuration: its own keys, beside those that Connect knows. See {@code
 * docs/reference/export-sink.md}.
 */
final class SinkConfig extends AbstractConfig {
    static final String CATALOG_CLIENT_PREFIX = "catalog.client.";
    static final String CATALOG_BOOTSTRAP = CATALOG_CLIENT_PREFIX + "bootstrap.servers";
    static final String DELIVERIES_CLIENT_PREFIX = "deliveries.client.";
    static final String DELIVERIES_BOOTSTRAP = DELIVERIES_CLIENT_PREFIX + "bootstrap.servers";
    static final String FILE_ROOT = "file.root";
    static final String CONDITIONAL_PUT = "s3.conditional.put";
    static final String ACCESS_KEY = "aws.access.key.id";
    static final String SECRET_KEY = "aws.secret.access.key";
    static final String SESSION_TOKEN = "aws.session.token";
    static final String S3_ENDPOINT = "s3.endpoint";
    static final String STS_ENDPOINT = "sts.endpoint";
    static final String STS_REGION = "sts.region";
    static final String SESSION_NAME = "sts.session.name";
    static final String SESSION_SECONDS = "sts.session.duration.seconds";
    static final String UPLOAD_THREADS = "upload.threads";
    static final String UPLOAD_MEMORY = "upload.memory.bytes";
    static final String UPLOAD_TIMEOUT_MS = "upload.timeout.ms";
    static final String CONNECT_TIMEOUT_MS = "upload.connect.timeout.ms";
    static final String BACKOFF_INITIAL_MS = "retry.backoff.initial.ms";
    static final String BACKOFF_MAX_MS = "retry.backoff.max.ms";
    static final String PARKING_AFTER_MS = "parking.after.ms";
    static final String PARKING_DEDICATED = "parking.dedicated.topics";
    static final String PARKING_REPLICATION = "parking.replication.factor";
    static final String PARKING_CLIENT_PREFIX = "parking.client.";
    static final String METRICS_PORT = "metrics.port";
    static final String METRICS_ADDRESS = "metrics.address";
    static final String METRICS_TLS = "metrics.tls";
    static final String METRICS_LOGIN = "metrics.login";
    static final String METRICS_EXPORTS = "metrics.exports";
    static final String STATIC_KEYS_PREFIX = "credentials.";

    static final ConfigDef DEFINITION = new ConfigDef()
            .define(
                    CATALOG_BOOTSTRAP,
                    Type.STRING,
                    ConfigDef.NO_DEFAULT_VALUE,
                    new ConfigDef.NonEmptyString(),
                    Importance.HIGH,
                    "Brokers of the cluster that has the topic waybill.catalog, from which destinations, external ids and"
                            + " pauses are read, live.")
            .define(
                    DELIVERIES_BOOTSTRAP,
                    Type.STRING,
                    "",
                    Importance.MEDIUM,
                    "Brokers of the cluster that has the topic waybill.deliveries, on which the sink says what it has"
                            + " delivered and what is held back; empty: it says nothing.")
            .define(
                    FILE_ROOT,
                    Type.STRING,
                    "",
                    Importance.MEDIUM,
                    "Directories of file destinations must lie below this absolute directory; empty: no file destination"
                            + " is written to.")
            .define(
                    CONDITIONAL_PUT,
                    Type.STRING,
                    "auto",
                    ValidString.in("auto", "always", "never"),
                    Importance.MEDIUM,
                    "Whether objects are put with If-None-Match: *, so that a repeated delivery leaves no second version:"
                            + " auto (on AWS, not on other endpoints), always or never.")
            .define(
                    ACCESS_KEY,
                    Type.PASSWORD,
                    null,
                    Importance.MEDIUM,
                    "The platform's access key for AssumeRole; without it the AWS default provider chain of the worker is"
                            + " used. Set it through a config provider.")
            .define(
                    SECRET_KEY,
                    Type.PASSWORD,
                    null,
                    Importance.MEDIUM,
                    "The secret that belongs to " + ACCESS_KEY + ".")
            .define(
                    SESSION_TOKEN,
                    Type.PASSWORD,
                    null,
                    Importance.LOW,
                    "The session token that belongs to " + ACCESS_KEY + ", if it is a temporary key.")
            .define(
                    S3_ENDPOINT,
                    Type.STRING,
                    "",
                    Importance.LOW,
                    "URL of S3 for destinations that name no endpoint, such as that of a VPC; empty for that of AWS in"
                            + " the region.")
            .define(STS_ENDPOINT, Type.STRING, "", Importance.LOW, "URL of STS; empty for that of AWS in the region.")
            .define(
                    STS_REGION,
                    Type.STRING,
                    "",
                    Importance.LOW,
                    "Region whose STS is asked for sessions; empty for the region of the destination.")
            .define(
                    SESSION_NAME,
                    Type.STRING,
                    "waybill",
                    ConfigDef.LambdaValidator.with(
                            SinkConfig::requireSessionName, () -> "2 to 64 of [A-Za-z0-9+=,.@_-]"),
                    Importance.LOW,
                    "Role session name: what tenants see in their CloudTrail.")
            .define(
                    SESSION_SECONDS,
                    Type.INT,
                    3_600,
                    Range.between(900, 43_200),
                    Importance.LOW,
                    "How long a session of an assumed role lasts, seconds; at most what the tenants' roles allow.")
            .define(
                    UPLOAD_THREADS,
                    Type.INT,
                    256,
                    Range.between(16, 2_048),
                    Importance.MEDIUM,
                    "Calls of one task at the same time, and threads and connections for them, at most. One endpoint gets"
                            + " a fifth at most, one tenant a seventeenth, and less the more the others hold.")
            .define(
                    UPLOAD_MEMORY,
                    Type.LONG,
                    256L * 1024 * 1024,
                    Range.atLeast(64L * 1024 * 1024),
                    Importance.MEDIUM,
                    "Bytes of records that one task holds while they wait for upload. One endpoint gets a third at"
                            + " most, one tenant a ninth, and less the more the others hold.")
            .define(
                    UPLOAD_TIMEOUT_MS,
                    Type.LONG,
                    60_000L,
                    Range.atLeast(100),
                    Importance.MEDIUM,
                    "Time for one upload, or one request to STS, with the SDK's quick retries, milliseconds.")
            .define(
                    CONNECT_TIMEOUT_MS,
                    Type.LONG,
                    5_000L,
                    Range.atLeast(1),
                    Importance.LOW,
                    "Time for opening a connection, milliseconds.")
            .define(
                    BACKOFF_INITIAL_MS,
                    Type.LONG,
                    1_000L,
                    Range.atLeast(1),
                    Importance.LOW,
                    "Longest wait after an export's first failure, milliseconds; it doubles with each further one.")
            .define(
                    BACKOFF_MAX_MS,
                    Type.LONG,
                    300_000L,
                    Range.atLeast(1),
                    Importance.MEDIUM,
                    "Longest wait between two attempts of an export, milliseconds; the time to recover by itself.")
            .define(
                    PARKING_AFTER_MS,
                    Type.LONG,
                    -1L,
                    Range.atLeast(-1),
                    Importance.MEDIUM,
                    "After which time of failing, in milliseconds, an export's records on the shared topic are copied to"
                            + " its parking topic so that offsets can go on; -1 for never.")
            .define(
                    PARKING_DEDICATED,
                    Type.BOOLEAN,
                    false,
                    Importance.LOW,
                    "Whether records of dedicated topics are parked, too.")
            .define(
                    PARKING_REPLICATION,
                    Type.SHORT,
                    (short) -1,
                    Importance.LOW,
                    "Replication factor of parking topics; -1 for the broker's default.")
            .define(
                    METRICS_PORT,
                    Type.INT,
                    -1,
                    Range.between(-1, 65_535),
                    Importance.MEDIUM,
                    "Port at which each worker serves metrics for Prometheus, below /metrics; -1 for none, 0 for any free"
                            + " one.")
            .define(
                    METRICS_ADDRESS,
                    Type.STRING,
                    "127.0.0.1",
                    new ConfigDef.NonEmptyString(),
                    Importance.MEDIUM,
                    "Address that metrics are served at; 0.0.0.0 for all of the worker's.")
            .define(
                    METRICS_TLS,
                    Type.STRING,
                    "",
                    Importance.LOW,
                    "Folder on every worker with tls.crt and tls.key, with which metrics are served over HTTPS; empty for"
                            + " plain HTTP.")
            .define(
                    METRICS_LOGIN,
                    Type.PASSWORD,
                    null,
                    Importance.LOW,
                    "The login user:password that metrics are shown for; without it everybody sees them. Set it through a"
                            + " config provider.")
            .define(
                    METRICS_EXPORTS,
                    Type.INT,
                    100,
                    Range.between(0, 10_000),
                    Importance.LOW,
                    "How many exports in trouble have a metric of their own, at most; those that have waited longest.");

    SinkConfig(Map<String, String> properties) {
        super(DEFINITION, properties);
        if (backoffMax().compareTo(backoffInitial()) < 0) {
            throw new ConfigException(BACKOFF_MAX_MS, backoffMax().toMillis(), "is below " + BACKOFF_INITIAL_MS);
        }
        if ((getPassword(ACCESS_KEY) == null) != (getPassword(SECRET_KEY) == null)) {
            throw new ConfigException(ACCESS_KEY + " and " + SECRET_KEY + " must be set together");
        }
        metrics().ifPresent(MetricsSettings::check);
    }

    /** Properties of the clients that read the catalog. */
    Map<String, Object> catalogClient() {
        return originalsWithPrefix(CATALOG_CLIENT_PREFIX);
    }

    /** Properties of the producer that says what is delivered; empty where nothing is said. */
    Optional<Map<String, Object>> deliveriesClient() {
        return text(DELIVERIES_BOOTSTRAP).map(brokers -> originalsWithPrefix(DELIVERIES_CLIENT_PREFIX));
    }

    Optional<Path> fileRoot() {
        Optional<Path> root = text(FILE_ROOT).map(Path::of).map(Path::normalize);
        if (root.isPresent() && !root.get().isAbsolute()) {
            throw new ConfigException(FILE_ROOT, root.get(), "must be an absolute path");
        }
        return root;
    }

    ConditionalPut conditionalPut() {
        return ConditionalPut.valueOf(getString(CONDITIONAL_PUT).toUpperCase(Locale.ROOT));
    }

    /** The platform's own credentials, for STS. */
    AwsCredentialsProvider platformCredentials() {
        Password access = getPassword(ACCESS_KEY);
        Password secret = getPassword(SECRET_KEY);
        if (access == null || secret == null) {
            return DefaultCredentialsProvider.builder().build();
        }
        Password token = getPassword(SESSION_TOKEN);
        return StaticCredentialsProvider.create(
                token == null
                        ? AwsBasicCredentials.create(access.value(), secret.value())
                        : AwsSessionCredentials.create(access.value(), secret.value(), token.value()));
    }

    StaticKeys staticKeys() {
        return new StaticKeys(text(originalsWithPrefix(STATIC_KEYS_PREFIX)));
    }

    Optional<URI> s3Endpoint() {
        return text(S3_ENDPOINT).map(URI::create);
    }

    Optional<URI> stsEndpoint() {
        return text(STS_ENDPOINT).map(URI::create);
    }

    Optional<String> stsRegion() {
        return text(STS_REGION);
    }

    String sessionName() {
        return getString(SESSION_NAME);
    }

    Duration sessionDuration() {
        return Duration.ofSeconds(getInt(SESSION_SECONDS));
    }

    int uploadThreads() {
        return getInt(UPLOAD_THREADS);
    }

    Duration uploadTimeout() {
        return millis(UPLOAD_TIMEOUT_MS);
    }

    Duration connectTimeout() {
        return millis(CONNECT_TIMEOUT_MS);
    }

    Dispatcher.Settings dispatcher(DoubleSupplier random) {
        return new Dispatcher.Settings(
                getLong(UPLOAD_MEMORY), uploadThreads(), new Backoff(backoffInitial(), backoffMax(), random));
    }

    /** Empty when parking is off. */
    Optional<KafkaParkingLot.Settings> parking() {
        long after = getLong(PARKING_AFTER_MS);
        return after < 0
                ? Optional.empty()
                : Optional.of(new KafkaParkingLot.Settings(
                        Duration.ofMillis(after),
                        getBoolean(PARKING_DEDICATED),
                        getShort(PARKING_REPLICATION),
                        originalsWithPrefix(PARKING_CLIENT_PREFIX)));
    }

    /** Empty where no metrics are served. */
    Optional<MetricsSettings> metrics() {
        return Optional.of(getInt(METRICS_PORT))
                .filter(port -> port >= 0)
                .map(port -> new MetricsSettings(
                        getString(METRICS_ADDRESS),
                        port,
                        text(METRICS_TLS).map(Path::of),
                        Optional.ofNullable(getPassword(METRICS_LOGIN)).map(Password::value),
                        getInt(METRICS_EXPORTS)));
    }

    private Duration backoffInitial() {
        return millis(BACKOFF_INITIAL_MS);
    }

    private Duration backoffMax() {
        return millis(BACKOFF_MAX_MS);
    }

    private Duration millis(String key) {
        return Duration.ofMillis(getLong(key));
    }

    private Optional<String> text(String key) {
        return Optional.of(getString(key)).filter(value -> !value.isBlank());
    }

    private static Map<String, String> text(Map<String, Object> values) {
        Map<String, String> text = new HashMap<>();
        values.forEach((key, value) -> text.put(key, String.valueOf(value)));
        return text;
    }

    private static void requireSessionName(String key, Object value) {
        if (!String.valueOf(value).matches("[\\w+=,.@-]{2,64}")) {
            throw new ConfigException(key, value, "must be 2 to 64 of [A-Za-z0-9+=,.@_-]");
        }
    }
}
