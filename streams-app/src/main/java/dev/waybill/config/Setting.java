package dev.waybill.config;

import dev.waybill.contract.Source;
import dev.waybill.contract.YamlName;
import dev.waybill.spec.ByteSize;
import dev.waybill.spec.ReferenceSyntax;
import dev.waybill.wire.rule.TimeRules;
import dev.waybill.wire.rule.TimestampUnit;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.LocalDate;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * One of Waybill's own settings.
 *
 * @param key its name in the file, where a dot stands for a level, and on the command line
 * @param standard what holds where nobody says anything
 * @param parser understands its text; an IllegalArgumentException's message becomes a problem
 * @param meaning one line for the reference
 * @param refersToSecret whether a wrong value may be the secret itself, so that no message shows it
 */
record Setting<T>(String key, String standard, Function<String, T> parser, String meaning, boolean refersToSecret) {
    /** That there is none: numbers have no unit, a server no certificate. */
    static final String NONE = "none";

    private static final int MAX_PORT = 65_535;
    /** With less, a few dozen stores would write to disk all the time. */
    private static final long LEAST_STORE_MEMORY = 16L << 20;

    static final Setting<Set<Source>> SOURCES = new Setting<>(
            "sources", "download,audit", Setting::sources, "Which input topics are read; a list in the file.");
    static final Setting<String> HTTP_ADDRESS = new Setting<>(
            "http.address", "0.0.0.0", Setting::notBlank, "Address that the health checks and metrics listen on.");
    static final Setting<Integer> HTTP_PORT = new Setting<>(
            "http.port", "8080", Setting::port, "Port of `/livez`, `/readyz` and `/metrics`; 0 takes a free one.");
    static final Setting<Optional<Path>> HTTP_TLS = new Setting<>(
            "http.tls",
            NONE,
            Setting::path,
            "Folder with `tls.crt` and `tls.key`, as Kubernetes mounts a TLS secret: they are then served over HTTPS. Both"
                    + " are PEM, the key PKCS#8 of RSA or EC. A renewed certificate is shown within a minute.");
    static final Setting<Optional<String>> HTTP_LOGIN = new Setting<>(
            "http.login",
            NONE,
            Setting::reference,
            "Refers to a secret `user:password`, `${env:NAME}` or `${file:/path}`, that metrics, and the reasons behind what"
                    + " health checks say, are shown for. Probes need no login: they get the status alone.",
            true);
    static final Setting<LocalDate> EARLIEST_DAY = new Setting<>(
            "earliest-day",
            "2000-01-01",
            Setting::day,
            "Events with a time before this day, UTC, go to quarantine: a number in the wrong unit mostly ends in 1970."
                    + " Lower it to import older logs.");
    static final Setting<Optional<TimestampUnit>> EPOCH_UNIT = new Setting<>(
            "epoch-unit",
            NONE,
            Setting::unit,
            "What numbers count that are times and state no unit: `seconds`, `milliseconds`, `microseconds` or"
                    + " `nanoseconds` since 1970; with `none` they are refused.");
    static final Setting<Duration> SPREAD = new Setting<>(
            "spread", "PT1M", Setting::duration, "Over which time windows that end together are emitted.");
    static final Setting<Duration> REPLAY_DISTANCE = new Setting<>(
            "replay-distance",
            "PT5M",
            Setting::duration,
            "Rows older than this, in log time, are stored, and all rows of a partition that nothing has arrived in for"
                    + " this long; a restart reads back about as much of the log.");
    static final Setting<Long> MEMORY_BUDGET = new Setting<>(
            "memory-budget",
            "128MiB",
            ByteSize::parse,
            "Rows of open windows held in memory by the process," + " and the windows they belong to, a KiB each.");
    static final Setting<Long> STORE_MEMORY = new Setting<>(
            "store-memory",
            "256MiB",
            Setting::storeMemory,
            "What RocksDB may hold in memory for all stores of the process together: blocks that it has read, and, up to half"
                    + " of it, what it has not written to disk yet.");
    static final Setting<Boolean> REPARTITION = new Setting<>(
            "repartition",
            "false",
            Setting::bool,
            "Whether events are first sent to the partition of their tenant, for producers that cannot set the key.");

    static final Setting<String> RECEIPTS_KEY = new Setting<>(
            "receipts.key",
            ReceiptsKey.NONE,
            Function.identity(),
            "Refers to the private key that signs [receipts](receipts.md), `${env:NAME}` or `${file:/path}`; `off` for no"
                    + " receipts. With `none` `run` does not start.",
            true);

    static final Setting<Optional<Path>> RECEIPTS_KEY_SET = new Setting<>(
            "receipts.key-set",
            NONE,
            Setting::path,
            "File with the [published keys](receipts.md#keys); a [metric](metrics.md#what-is-going-on-now) then says how long"
                    + " readers believe the key.");

    static final List<Setting<?>> ALL = List.of(
            SOURCES,
            HTTP_ADDRESS,
            HTTP_PORT,
            HTTP_TLS,
            HTTP_LOGIN,
            EARLIEST_DAY,
            EPOCH_UNIT,
            SPREAD,
            REPLAY_DISTANCE,
            MEMORY_BUDGET,
            STORE_MEMORY,
            REPARTITION,
            RECEIPTS_KEY,
            RECEIPTS_KEY_SET);

    Setting(String key, String standard, Function<String, T> parser, String meaning) {
        this(key, standard, parser, meaning, false);
    }

    /** What a message shows of a wrong value. */
    String shown(String wrong) {
        return refersToSecret ? "" : wrong;
    }

    /** The environment variable that overrides it. */
    String variable() {
        return AppConfigReader.OWN_PREFIX + key.toUpperCase(Locale.ROOT).replaceAll("[.-]", "_");
    }

    private static String notBlank(String text) {
        if (text.isBlank()) {
            throw new IllegalArgumentException("must not be blank");
        }
        return text;
    }

    private static Set<Source> sources(String text) {
        Set<Source> sources = EnumSet.noneOf(Source.class);
        for (String name : text.split(",", -1)) {
            sources.add(Stream.of(Source.values())
                    .filter(source -> YamlName.of(source).equals(name.strip()))
                    .findFirst()
                    .orElseThrow(() -> new IllegalArgumentException("must be download, audit or both")));
        }
        return sources;
    }

    private static int port(String text) {
        if (!text.matches("[0-9]{1,5}") || Integer.parseInt(text) > MAX_PORT) {
            throw new IllegalArgumentException("must be a port from 0 to " + MAX_PORT);
        }
        return Integer.parseInt(text);
    }

    private static long storeMemory(String text) {
        long bytes = ByteSize.parse(text);
        if (bytes < LEAST_STORE_MEMORY) {
            throw new IllegalArgumentException("must be at least 16MiB");
        }
        return bytes;
    }

    private static Optional<Path> path(String text) {
        if (text.equals(NONE)) {
            return Optional.empty();
        }
        if (!text.startsWith("/")) {
            throw new IllegalArgumentException("must be an absolute path");
        }
        return Optional.of(Path.of(text));
    }

    private static Optional<String> reference(String text) {
        if (text.equals(NONE)) {
            return Optional.empty();
        }
        ReferenceSyntax.require(text);
        return Optional.of(text);
    }

    private static Duration duration(String text) {
        try {
            Duration duration = Duration.parse(text);
            if (!duration.isNegative()) {
                return duration;
            }
        } catch (DateTimeException e) {
            throw new IllegalArgumentException("must be an ISO-8601 duration; write PT10M", e);
        }
        throw new IllegalArgumentException("must not be negative");
    }

    private static LocalDate day(String text) {
        try {
            LocalDate day = LocalDate.parse(text);
            if (TimeRules.isPossible(day)) {
                return day;
            }
        } catch (DateTimeException e) {
            throw new IllegalArgumentException("must be a day; write 2000-01-01", e);
        }
        throw new IllegalArgumentException("must be a day from 1970 to 9999");
    }

    private static Optional<TimestampUnit> unit(String text) {
        if (text.equals(NONE)) {
            return Optional.empty();
        }
        return Optional.of(Stream.of(TimestampUnit.values())
                .filter(unit -> YamlName.of(unit).equals(text))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        "must be none, seconds, milliseconds, microseconds or nanoseconds")));
    }

    private static boolean bool(String text) {
        if (!text.equals("true") && !text.equals("false")) {
            throw new IllegalArgumentException("must be true or false");
        }
        return text.equals("true");
    }
}
