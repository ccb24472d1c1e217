package dev.waybill.local;

import dev.waybill.catalog.topic.CatalogWatch;
import dev.waybill.clients.RealClients;
import dev.waybill.cloud.LocalException;
import dev.waybill.control.connect.ConnectAccess;
import dev.waybill.control.console.Console;
import dev.waybill.control.console.ConsoleSetup;
import dev.waybill.control.console.access.Caller;
import dev.waybill.control.console.access.LiveTokens;
import dev.waybill.control.console.access.TokenEntry;
import dev.waybill.control.console.access.TokenFile;
import dev.waybill.control.console.access.TokenText;
import dev.waybill.control.console.checkup.Rhythm;
import dev.waybill.control.console.http.ListenAddress;
import dev.waybill.control.doctor.aws.AwsAccounts;
import dev.waybill.control.doctor.aws.AwsSettings;
import dev.waybill.render.Platform;
import dev.waybill.topics.TopicPlan;
import dev.waybill.topics.TopicSettings;
import dev.waybill.verify.receipt.ReceiptSigner;
import dev.waybill.wire.rule.TimeRules;
import java.io.IOException;
import java.io.Reader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;

/** The console of one machine, with a new token of an operator for each run. */
final class LocalConsole implements AutoCloseable {
    /** The name of the token. */
    private static final String NAME = "local";

    private final Console console;
    private final String token;

    private LocalConsole(Console console, String token) {
        this.console = console;
        this.token = token;
    }

    /**
     * Starts it on a free port of this machine.
     *
     * @param grants makes the buckets and roles that the catalog names
     * @param connect where Connect is; empty if it does not run
     * @throws LocalException if the file of tokens cannot be read or written
     */
    static LocalConsole start(LocalStack stack, CatalogWatch grants, Optional<URI> connect) {
        String token = TokenText.newToken();
        Path file = stack.folder().consoleTokens();
        LocalSecrets secrets = new LocalSecrets(stack.folder().root().resolve("secrets"), System.getenv());
        LocalReceiptKey key = LocalReceiptKey.open(stack.folder().receipts());
        Console console = Console.start(new ConsoleSetup(
                new RealClients(),
                Map.of("bootstrap.servers", stack.broker().bootstrapServers(), "client.id", "waybill-console"),
                LocalStreams.APPLICATION_ID,
                exports -> TopicPlan.of(exports, TopicSettings.EMBEDDED),
                secrets,
                connect.map(ConnectAccess::to),
                (platform, work) -> {
                    // The doctor sees a new export as soon as the store does: its role is made first.
                    grants.lookNow().join();
                    try (AwsAccounts accounts = accounts(stack, platform)) {
                        return work.apply(accounts);
                    }
                },
                new Rhythm(Duration.ofDays(1)),
                stack.registry(),
                TimeRules.DEFAULT,
                Optional.of(LocalStreams.replays(
                        stack.broker().bootstrapServers(),
                        stack.folder().replays(),
                        stack.registry(),
                        secrets,
                        new ReceiptSigner(key.key()))),
                Optional.of(key.publicFile()),
                tokens(file, token),
                ListenAddress.safe(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), Optional.empty())));
        return new LocalConsole(console, token);
    }

    private static AwsAccounts accounts(LocalStack stack, Platform platform) throws IOException {
        Properties key = new Properties();
        try (Reader file = Files.newBufferedReader(stack.folder().platformKey())) {
            key.load(file);
        }
        return new AwsAccounts(
                AwsSettings.of(platform)
                        .at(
                                Optional.of(stack.cloud().s3()),
                                Optional.of(stack.cloud().sts())),
                StaticCredentialsProvider.create(
                        AwsBasicCredentials.create(key.getProperty("id"), key.getProperty("secret"))),
                Map.of());
    }

    /** Those that people have made stay. */
    private static LiveTokens tokens(Path file, String token) {
        try {
            TokenFile before = Files.exists(file) ? TokenFile.read(file) : new TokenFile(List.of());
            before.without(NAME)
                    .with(new TokenEntry(Caller.operator(NAME), TokenText.hash(token), Optional.empty()))
                    .write(file);
            return LiveTokens.open(file);
        } catch (IOException e) {
            throw new LocalException("cannot read or write " + file + ": " + e.getMessage(), e);
        }
    }

    URI uri() {
        return console.uri();
    }

    /** Of an operator. */
    String token() {
        return token;
    }

    /** Why it is not ready; empty if it is. */
    List<String> problems() {
        return console.ready().stream()
                .flatMap(check -> check.problem().stream())
                .toList();
    }

    @Override
    public void close() {
        console.close();
    }
}
