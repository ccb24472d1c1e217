package dev.waybill.sink.s3;

import dev.waybill.sink.destination.DeliveryException;
import dev.waybill.sink.destination.FailureKind;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;

/**
 * Static access keys by alias, for stores without roles: in the connector's configuration, which is read when a task
 * starts, or in a file that is read at each use, so that a key may be replaced while everything runs. It never prints
 * them.
 */
public final class StaticKeys {
    private static final String PREFIX = "credentials.";
    private static final String ACCESS = "access.key";
    private static final String SECRET = "secret.key";
    private static final String FILE = "file";

    private final Map<String, String> entries;

    /** @param entries the connector's keys below {@code credentials.}, without that prefix */
    public StaticKeys(Map<String, String> entries) {
        this.entries = Map.copyOf(entries);
    }

    /**
     * The pair of this alias.
     *
     * @throws DeliveryException if one half of it is missing, or its file cannot be read
     */
    public AwsBasicCredentials pair(String alias) throws DeliveryException {
        String file = entries.get(alias + "." + FILE);
        if (file != null) {
            Properties content = read(alias, file);
            return pair(
                    content::getProperty,
                    "the file of " + PREFIX + alias + "." + FILE + " lacks " + ACCESS + " or " + SECRET);
        }
        return pair(
                half -> entries.get(alias + "." + half),
                "the connector has no " + PREFIX + alias + "." + FILE + ", and not both ." + ACCESS + " and ."
                        + SECRET);
    }

    private static AwsBasicCredentials pair(UnaryOperator<@Nullable String> halves, String otherwise)
            throws DeliveryException {
        String access = halves.apply(ACCESS);
        String secret = halves.apply(SECRET);
        if (access == null || secret == null) {
            throw new DeliveryException(FailureKind.CONFIGURATION, otherwise);
        }
        return AwsBasicCredentials.create(access, secret);
    }

    private static Properties read(String alias, String file) throws DeliveryException {
        Properties content = new Properties();
        try (Reader reader = Files.newBufferedReader(Path.of(file))) {
            content.load(reader);
            return content;
        } catch (IOException | IllegalArgumentException e) {
            // Without the cause: it may hold a line of the file.
            throw new DeliveryException(
                    FailureKind.CONFIGURATION,
                    "the file of " + PREFIX + alias + "." + FILE + " cannot be read: "
                            + e.getClass().getSimpleName());
        }
    }

    @Override
    public String toString() {
        return "StaticKeys[hidden]";
    }
}
