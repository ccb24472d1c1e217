package dev.waybill.registry;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Where the schema registry is and how to reach it. The keys are those of Confluent's client, so that one set of
 * settings serves both implementations.
 *
 * @param urls base URLs of one registry's nodes, asked in this order; at least one
 * @param credentials sent with every request
 * @param tls for {@code https}
 * @param connectTimeout for a connection
 * @param requestTimeout for a whole answer of one node, its body included
 */
public record RegistryConfig(
        List<URI> urls,
        RegistryCredentials credentials,
        RegistryTls tls,
        Duration connectTimeout,
        Duration requestTimeout) {
    /** The key without which there is no registry. */
    public static final String URL = "schema.registry.url";

    private static final String BASIC_SOURCE = "basic.auth.credentials.source";
    private static final String BASIC_USER = "basic.auth.user.info";
    private static final String BEARER_SOURCE = "bearer.auth.credentials.source";
    private static final String BEARER_TOKEN = "bearer.auth.token";
    private static final String CONNECT_TIMEOUT = "http.connect.timeout.ms";
    private static final String READ_TIMEOUT = "http.read.timeout.ms";
    private static final String TRUST = "schema.registry.ssl.truststore.";
    private static final String KEYS = "schema.registry.ssl.keystore.";
    private static final String KEY_PASSWORD = "schema.registry.ssl.key.password";
    private static final Set<String> KNOWN = new TreeSet<>(Set.of(
            URL,
            BASIC_SOURCE,
            BASIC_USER,
            BEARER_SOURCE,
            BEARER_TOKEN,
            CONNECT_TIMEOUT,
            READ_TIMEOUT,
            TRUST + "location",
            TRUST + "password",
            TRUST + "type",
            KEYS + "location",
            KEYS + "password",
            KEYS + "type",
            KEY_PASSWORD));

    public RegistryConfig {
        urls = List.copyOf(urls);
        if (urls.isEmpty()) {
            throw new IllegalArgumentException(URL + " must name at least one URL");
        }
        for (URI url : urls) {
            if (url.getHost() == null || !("http".equals(url.getScheme()) || "https".equals(url.getScheme()))) {
                throw new IllegalArgumentException(
                        URL + " must hold http:// or https:// URLs, separated by commas; check number "
                                + (urls.indexOf(url) + 1));
            }
            if (url.getUserInfo() != null) {
                throw new IllegalArgumentException(URL + " must not hold a user or password; set " + BASIC_SOURCE
                        + "=USER_INFO and " + BASIC_USER);
            }
        }
    }

    /**
     * Reads the settings; values must already be resolved.
     *
     * @throws IllegalArgumentException names the key that is missing, unknown or wrong, never a secret's value
     */
    public static RegistryConfig of(Map<String, String> settings) {
        for (String key : settings.keySet()) {
            if (!KNOWN.contains(key)) {
                throw new IllegalArgumentException("unknown registry setting " + key + "; known are " + KNOWN);
            }
        }
        return new RegistryConfig(
                urls(settings),
                credentials(settings),
                new RegistryTls(store(settings, TRUST), store(settings, KEYS), keyPassword(settings)),
                millis(settings, CONNECT_TIMEOUT, Duration.ofSeconds(5)),
                millis(settings, READ_TIMEOUT, Duration.ofSeconds(10)));
    }

    private static List<URI> urls(Map<String, String> settings) {
        List<URI> urls = new ArrayList<>();
        for (String url : Arrays.asList(settings.getOrDefault(URL, "").split(","))) {
            if (!url.isBlank()) {
                try {
                    urls.add(URI.create(url.strip()));
                } catch (IllegalArgumentException e) {
                    throw new IllegalArgumentException(URL + " holds something that is not a URL", e);
                }
            }
        }
        return urls;
    }

    private static RegistryCredentials credentials(Map<String, String> settings) {
        boolean basic = settings.containsKey(BASIC_SOURCE) || settings.containsKey(BASIC_USER);
        boolean bearer = settings.containsKey(BEARER_SOURCE) || settings.containsKey(BEARER_TOKEN);
        if (basic && bearer) {
            throw new IllegalArgumentException("set either basic.auth.* or bearer.auth.*, not both");
        }
        if (basic) {
            requireSource(settings, BASIC_SOURCE, "USER_INFO");
            String info = settings.getOrDefault(BASIC_USER, "");
            int colon = info.indexOf(':');
            if (colon < 1) {
                throw new IllegalArgumentException(BASIC_USER + " must be user:password");
            }
            return new BasicCredentials(info.substring(0, colon), info.substring(colon + 1));
        }
        if (bearer) {
            requireSource(settings, BEARER_SOURCE, "STATIC_TOKEN");
            return new BearerCredentials(settings.getOrDefault(BEARER_TOKEN, ""));
        }
        return new NoCredentials();
    }

    private static void requireSource(Map<String, String> settings, String key, String only) {
        if (!settings.getOrDefault(key, only).equals(only)) {
            throw new IllegalArgumentException(key + " must be " + only + "; other sources need Confluent's client");
        }
    }

    private static Optional<StoreFile> store(Map<String, String> settings, String prefix) {
        return Optional.ofNullable(settings.get(prefix + "location"))
                .map(location -> new StoreFile(
                        Path.of(location),
                        settings.getOrDefault(prefix + "password", ""),
                        settings.getOrDefault(prefix + "type", "PKCS12")));
    }

    private static String keyPassword(Map<String, String> settings) {
        return settings.getOrDefault(KEY_PASSWORD, settings.getOrDefault(KEYS + "password", ""));
    }

    private static Duration millis(Map<String, String> settings, String key, Duration otherwise) {
        String value = settings.get(key);
        if (value == null) {
            return otherwise;
        }
        try {
            Duration duration = Duration.ofMillis(Long.parseLong(value));
            if (!duration.isNegative() && !duration.isZero()) {
                return duration;
            }
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(key + " must be a number of milliseconds", e);
        }
        throw new IllegalArgumentException(key + " must be more than 0 milliseconds");
    }
}
