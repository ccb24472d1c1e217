package dev.waybill.config;

import dev.waybill.contract.ClientLogin;
import dev.waybill.spec.ReferenceSyntax;
import dev.waybill.spec.SecretNames;
import dev.waybill.spec.yaml.DidYouMean;
import dev.waybill.spec.yaml.Mapping;
import dev.waybill.spec.yaml.Place;
import dev.waybill.spec.yaml.Problem;
import dev.waybill.spec.yaml.SpecException;
import dev.waybill.wire.rule.TimeRules;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Lays file, environment and command line over each other and checks what comes out. Used once. */
final class AppConfigReader {
    static final String OWN_PREFIX = "WAYBILL_";
    static final String KAFKA = "kafka.";
    static final String REGISTRY = "registry.";

    /** The prefixes of Kafka Streams' clients; the empty one is for all. */
    private static final List<String> CLIENTS =
            List.of("", "consumer.", "main.consumer.", "restore.consumer.", "global.consumer.", "producer.", "admin.");

    private static final String KAFKA_PREFIX = "KAFKA_";
    private static final String REGISTRY_PREFIX = OWN_PREFIX + "REGISTRY_";
    /** Variables that are read before there is a configuration: by the script {@code waybill}, by the command, by the log. */
    private static final Set<String> READ_BEFORE =
            Set.of("WAYBILL_JAVA_OPTS", "WAYBILL_CONFIG", "WAYBILL_LOG_LEVEL", "WAYBILL_LOG_FORMAT");
    /** Variables of Kafka's own launchers and images, which begin as its settings do. */
    private static final Set<String> KAFKA_LAUNCHERS = Set.of(
            "KAFKA_HOME",
            "KAFKA_OPTS",
            "KAFKA_VERSION",
            "KAFKA_DEBUG",
            "KAFKA_HEAP_OPTS",
            "KAFKA_JMX_OPTS",
            "KAFKA_JMX_PORT",
            "KAFKA_LOG4J_OPTS",
            "KAFKA_GC_LOG_OPTS",
            "KAFKA_JVM_PERFORMANCE_OPTS");
    /** What Kubernetes sets for services whose names begin with kafka or waybill. */
    private static final Pattern SERVICE_LINK =
            Pattern.compile("(KAFKA|WAYBILL)_(.*_)?(SERVICE_(HOST|PORT).*|PORT_[0-9]+_(TCP|UDP|SCTP).*)");
    /** The same of {@code KAFKA_PORT} and the like, which {@code WAYBILL_HTTP_PORT} looks like but for its value. */
    private static final Pattern SERVICE_URL = Pattern.compile("(tcp|udp|sctp)://.*");

    private final String file;
    private final Map<String, String> environment;
    private final Map<String, String> commandLine;
    private final List<Problem> problems = new ArrayList<>();
    private final Map<String, String> values = new TreeMap<>();
    private final Map<String, Place> places = new TreeMap<>();

    AppConfigReader(String file, Map<String, String> environment, Map<String, String> commandLine) {
        this.file = file;
        this.environment = new TreeMap<>(environment);
        this.commandLine = new TreeMap<>(commandLine);
    }

    AppConfig read(String yaml) {
        Setting.ALL.forEach(setting -> put(setting.key(), setting.standard(), Place.of("defaults", setting.key())));
        KafkaRule.DEFAULTS.forEach((key, value) -> put(KAFKA + key, value, Place.of("defaults", KAFKA + key)));
        if (!yaml.isEmpty()) {
            Mapping.yaml(file, yaml, problems::add).ifPresent(this::readFile);
        }
        readEnvironment();
        commandLine.forEach((key, value) -> putKnown(key, value, Place.of("command line", key)));
        checkKafka();
        checkRegistry();
        checkReceipts();
        AppConfig config = config();
        if (!problems.isEmpty()) {
            throw new SpecException(problems);
        }
        return config;
    }

    private void readFile(Mapping root) {
        for (Setting<?> setting : Setting.ALL) {
            if (setting.equals(Setting.SOURCES)) {
                List<String> sources = root.textOrTexts(setting.key());
                if (!sources.isEmpty()) {
                    put(setting.key(), String.join(",", sources), root.place(setting.key()));
                }
            } else if (setting.equals(Setting.REPARTITION)) {
                root.bool(setting.key()).ifPresent(on -> put(setting.key(), on.toString(), root.place(setting.key())));
            } else if (setting.key().indexOf('.') < 0) {
                root.text(setting.key()).ifPresent(text -> put(setting.key(), text, root.place(setting.key())));
            }
        }
        for (String section : List.of("http", "receipts", "registry", "kafka")) {
            root.textMap(section)
                    .forEach((key, value) -> putKnown(
                            section + "." + key, value, root.place(section).key(key)));
        }
        root.finish();
    }

    private void readEnvironment() {
        environment.forEach((variable, value) -> {
            Place place = Place.of("environment", variable);
            if (READ_BEFORE.contains(variable)
                    || KAFKA_LAUNCHERS.contains(variable)
                    || isServiceLink(variable, value)) {
                return;
            }
            if (variable.startsWith(KAFKA_PREFIX)) {
                put(KAFKA + dotted(variable.substring(KAFKA_PREFIX.length())), value, place);
            } else if (variable.startsWith(REGISTRY_PREFIX)) {
                put(REGISTRY + dotted(variable.substring(REGISTRY_PREFIX.length())), value, place);
            } else if (variable.startsWith(OWN_PREFIX)) {
                readOwn(variable, value, place);
            }
        });
    }

    private static boolean isServiceLink(String variable, String value) {
        return SERVICE_LINK.matcher(variable).matches()
                || (variable.endsWith("_PORT") && SERVICE_URL.matcher(value).matches());
    }

    private void readOwn(String variable, String value, Place place) {
        Optional<Setting<?>> setting = Setting.ALL.stream()
                .filter(candidate -> candidate.variable().equals(variable))
                .findFirst();
        setting.ifPresentOrElse(known -> put(known.key(), value, place), () -> {
            List<String> variables = Stream.concat(Setting.ALL.stream().map(Setting::variable), READ_BEFORE.stream())
                    .sorted()
                    .toList();
            problems.add(Problem.at(place, "unknown setting").hint(DidYouMean.hint(variable, variables)));
        });
    }

    private static String dotted(String variable) {
        return variable.toLowerCase(Locale.ROOT).replace('_', '.');
    }

    private void putKnown(String key, String value, Place place) {
        List<String> keys = Setting.ALL.stream().<String>map(Setting::key).toList();
        if (keys.contains(key) || key.startsWith(KAFKA) || key.startsWith(REGISTRY)) {
            put(key, value, place);
        } else {
            problems.add(Problem.at(place, "unknown setting").hint(DidYouMean.hint(key, keys)));
        }
    }

    private void put(String key, String value, Place place) {
        values.put(key, value);
        places.put(key, place);
    }

    private void checkKafka() {
        for (KafkaRule rule : KafkaRule.ALL) {
            boolean set = false;
            for (String key : rule.keys().toList()) {
                @Nullable String value = values.get(KAFKA + key);
                if (value != null) {
                    set = true;
                    checkRule(rule, KAFKA + key, value);
                }
            }
            if (!set) {
                put(KAFKA + rule.key(), rule.standard(), Place.of("defaults", KAFKA + rule.key()));
            }
        }
        CLIENTS.stream()
                .filter(client -> loginIsMissing(client) && (client.isEmpty() || !loginIsMissing("")))
                .forEach(this::reportLogin);
        if (!values.containsKey(KAFKA + "bootstrap.servers")) {
            problems.add(Problem.at(Place.of(file, KAFKA + "bootstrap.servers"), "is required but missing")
                    .hint("set KAFKA_BOOTSTRAP_SERVERS, or bootstrap.servers below kafka: in the file"));
        }
    }

    private boolean loginIsMissing(String client) {
        return ClientLogin.missing(settingsOf(client)).isPresent();
    }

    /** What a client is told: the settings for all, and over them those for this one. */
    private Map<String, String> settingsOf(String client) {
        Map<String, String> settings = new TreeMap<>(below(KAFKA));
        settings.putAll(below(KAFKA + client));
        return settings;
    }

    private void reportLogin(String client) {
        String key = KAFKA + client + "sasl.jaas.config";
        ClientLogin.missing(settingsOf(client))
                .ifPresent(problem -> problems.add(Problem.of(Place.of(file, key), problem, "")));
    }

    private void checkRule(KafkaRule rule, String key, String value) {
        if (!rule.isSafe(value)) {
            problems.add(new Problem(place(key), value, rule.safe(), "otherwise " + rule.reason()));
        }
    }

    private void checkRegistry() {
        values.forEach((key, value) -> {
            if (key.startsWith(REGISTRY) && SecretNames.isSetting(key) && !ReferenceSyntax.isReference(value)) {
                problems.add(Problem.at(place(key), "must " + ReferenceSyntax.fault(value))
                        .hint(ReferenceSyntax.advice(value)));
            }
        });
    }

    private void checkReceipts() {
        String key = values.getOrDefault(Setting.RECEIPTS_KEY.key(), ReceiptsKey.NONE);
        if (!key.equals(ReceiptsKey.NONE) && !key.equals(ReceiptsKey.OFF) && !ReferenceSyntax.isReference(key)) {
            problems.add(Problem.at(place(Setting.RECEIPTS_KEY.key()), "must be off, or " + ReferenceSyntax.fault(key))
                    .hint(ReferenceSyntax.advice(key)));
        }
    }

    private AppConfig config() {
        return new AppConfig(
                value(Setting.SOURCES),
                new HttpSettings(
                        value(Setting.HTTP_ADDRESS),
                        value(Setting.HTTP_PORT),
                        value(Setting.HTTP_TLS),
                        value(Setting.HTTP_LOGIN)),
                new TimeRules(value(Setting.EARLIEST_DAY), value(Setting.EPOCH_UNIT)),
                value(Setting.SPREAD),
                value(Setting.REPLAY_DISTANCE),
                value(Setting.MEMORY_BUDGET),
                value(Setting.STORE_MEMORY),
                value(Setting.REPARTITION),
                value(Setting.RECEIPTS_KEY),
                value(Setting.RECEIPTS_KEY_SET),
                below(REGISTRY),
                below(KAFKA));
    }

    /** The setting's value, or its default if what somebody set is wrong, which is reported. */
    private <T> T value(Setting<T> setting) {
        String text = values.getOrDefault(setting.key(), setting.standard());
        try {
            return setting.parser().apply(text);
        } catch (IllegalArgumentException e) {
            problems.add(Problem.of(place(setting.key()), String.valueOf(e.getMessage()), setting.shown(text)));
            return setting.parser().apply(setting.standard());
        }
    }

    private Place place(String key) {
        return places.getOrDefault(key, Place.of(file, key));
    }

    private Map<String, String> below(String prefix) {
        Map<String, String> below = new TreeMap<>();
        values.forEach((key, value) -> {
            if (key.startsWith(prefix)) {
                below.put(key.substring(prefix.length()), value);
            }
        });
        return below;
    }
}
