package dev.waybill.sink.s3;

import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;

/** Static access keys by alias, for stores without roles. It never prints them. */
public final class StaticKeys {
    private static final String ACCESS = ".access.key";
    private static final String SECRET = ".secret.key";

    private final Map<String, String> entries;

    /** @param entries the connector's keys below {@code credentials.}, without that prefix */
    public StaticKeys(Map<String, String> entries) {
        this.entries = Map.copyOf(entries);
    }

    /** The pair of this alias; empty when one half is missing. */
    Optional<AwsBasicCredentials> pair(String alias) {
        String access = entries.get(alias + ACCESS);
        String secret = entries.get(alias + SECRET);
        return access == null || secret == null
                ? Optional.empty()
                : Optional.of(AwsBasicCredentials.create(access, secret));
    }

    @Override
    public String toString() {
        return "StaticKeys[hidden]";
    }
}
