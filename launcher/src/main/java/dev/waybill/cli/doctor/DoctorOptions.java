package dev.waybill.cli.doctor;

import dev.waybill.catalog.snapshot.CatalogSnapshot;
import dev.waybill.cli.frame.DurationText;
import dev.waybill.cli.frame.LocalState;
import dev.waybill.cli.frame.UsageException;
import dev.waybill.control.doctor.aws.AwsAccounts;
import dev.waybill.control.doctor.aws.AwsSettings;
import dev.waybill.render.Platform;
import dev.waybill.render.PlatformReader;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;

/** With which keys tenants' accounts are looked at, and for how long. */
@SuppressWarnings("NullAway.Init") // picocli fills the fields
public final class DoctorOptions {
    private static final String STATIC_KEYS = "credentials.";
    private static final String KEY_FILE = ".file";

    @Option(
            names = "--platform-key",
            paramLabel = "FILE",
            description = {
                "The platform's own key: a file with access.key and secret.key, and session.token if it is temporary",
                "(default: where AWS's tools look for keys)."
            })
    private @Nullable Path platformKey;

    @Option(
            names = "--static-keys",
            paramLabel = "ALIAS=FILE",
            description = {
                "Keys of destinations that name this alias instead of a role: a file with access.key and secret.key;",
                "may be given several times (default: the files that platform.yaml names for the sink)."
            })
    private Map<String, Path> staticKeys = new HashMap<>();

    @Option(
            names = "--check-timeout",
            paramLabel = "DURATION",
            converter = DurationText.class,
            defaultValue = "PT5M",
            description = "After this time no check begins any more (default: ${DEFAULT-VALUE}).")
    private Duration timeout;

    /** For how long checks may begin. */
    public Duration patience() {
        return timeout;
    }

    /**
     * The platform as it was applied.
     *
     * @param localData the data folder of {@code ./waybill local}, if its broker is the cluster: its platform, where none was
     *     applied
     * @throws IOException if that file cannot be read
     * @throws dev.waybill.spec.yaml.SpecException if this program cannot read what was applied
     */
    static Platform platform(CatalogSnapshot catalog, Optional<Path> localData) throws IOException {
        Optional<String> applied = catalog.document(Platform.FILE);
        if (applied.isPresent()) {
            return PlatformReader.parse(Platform.FILE, applied.get());
        }
        Optional<Path> local = localData.flatMap(LocalState::platform);
        return local.isPresent()
                ? PlatformReader.parse(local.get().toString(), Files.readString(local.get()))
                : Platform.NONE;
    }

    /**
     * Makes sure, before anything is changed, that accounts could be reached with this.
     *
     * @throws IOException if the platform's key cannot be read
     */
    public void check(Platform platform, Optional<Path> localData) throws IOException {
        settings(platform);
        credentials(localData);
    }

    /**
     * The way to tenants' accounts; to be closed.
     *
     * @param localData the data folder of {@code ./waybill local}, if its broker is the cluster: its store and its key
     * @throws IOException if a file of keys cannot be read
     */
    public AwsAccounts accounts(Platform platform, Optional<Path> localData) throws IOException {
        AwsSettings settings = settings(platform);
        if (localData.isPresent()) {
            settings = settings.at(
                    LocalState.endpoint(localData.get(), "s3"), LocalState.endpoint(localData.get(), "sts"));
        }
        return new AwsAccounts(settings, credentials(localData), keys(platform));
    }

    private static AwsSettings settings(Platform platform) {
        try {
            return AwsSettings.of(platform);
        } catch (IllegalArgumentException e) {
            throw new UsageException("an endpoint in " + Platform.FILE + " is no URL: " + e.getMessage());
        }
    }

    private AwsCredentialsProvider credentials(Optional<Path> localData) throws IOException {
        if (platformKey != null) {
            return credentials(platformKey, "access.key", "secret.key");
        }
        Optional<Path> local = localData.flatMap(LocalState::platformKey);
        return local.isPresent()
                ? credentials(local.get(), "id", "secret")
                : DefaultCredentialsProvider.builder().build();
    }

    private static AwsCredentialsProvider credentials(Path file, String id, String secret) throws IOException {
        Properties content = new Properties();
        try (Reader reader = Files.newBufferedReader(file)) {
            content.load(reader);
        } catch (IllegalArgumentException e) {
            // Without the cause: it may hold a part of the file.
            throw new UsageException("--platform-key: " + file + " is no file of properties");
        }
        String access = content.getProperty(id);
        String hidden = content.getProperty(secret);
        if (access == null || hidden == null) {
            throw new UsageException("--platform-key: " + file + " lacks " + id + " or " + secret);
        }
        String token = content.getProperty("session.token");
        return StaticCredentialsProvider.create(
                token == null
                        ? AwsBasicCredentials.create(access, hidden)
                        : AwsSessionCredentials.create(access, hidden, token));
    }

    private Map<String, Path> keys(Platform platform) {
        Map<String, Path> files = new HashMap<>();
        platform.waybillSink().overrides().forEach((key, value) -> {
            if (key.startsWith(STATIC_KEYS) && key.endsWith(KEY_FILE)) {
                files.put(key.substring(STATIC_KEYS.length(), key.length() - KEY_FILE.length()), Path.of(value));
            }
        });
        files.putAll(staticKeys);
        return files;
    }
}
