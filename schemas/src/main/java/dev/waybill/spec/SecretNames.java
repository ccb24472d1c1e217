package dev.waybill.spec;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** Which options, connector keys and settings hold a secret by their name: it must not stand in a spec or in a message. */
public final class SecretNames {
    private static final Set<String> OPTIONS = Set.of("key", "secret", "password");
    /** Asked for the fingerprint of a key, people may write the key. */
    private static final String FINGERPRINT = "fingerprint";

    private static final Pattern CONNECTOR_KEY = Pattern.compile(
            "(?:.*[._-])?(?:secret|password|token|credentials|access\\.key(?:\\.id)?|secret\\.key|key\\.id)");

    private static final Set<String> WORDS_OF_SETTINGS = Set.of(
            "password", "secret", "token", "credential", "jaas", "user.info", "keystore.key", "ssl.key", "sasl.oauth");

    private SecretNames() {}

    /** Whether an option of a kind holds a secret. */
    public static boolean isOption(String name) {
        return OPTIONS.contains(name);
    }

    /** Whether somebody may have written a secret into an option by mistake: what stands there is not shown. */
    public static boolean mayStandIn(String option) {
        return isOption(option) || option.equals(FINGERPRINT);
    }

    /** Whether a key of the connector's configuration does. Only its last word counts: a key may be refused for it. */
    static boolean isConnectorKey(String key) {
        return CONNECTOR_KEY.matcher(key).matches();
    }

    /** Whether a setting of a Kafka client or of the registry may: hiding one too many costs less than showing one. */
    public static boolean isSetting(String key) {
        String lower = key.toLowerCase(Locale.ROOT);
        return WORDS_OF_SETTINGS.stream().anyMatch(lower::contains) && !lower.endsWith("credentials.source");
    }
}
