package dev.waybill.cli.console;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.build.BuildInfo;
import dev.waybill.cli.Main;
import dev.waybill.control.console.access.LiveTokens;
import dev.waybill.control.console.access.TokenEntry;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConsoleCommandTest {
    @TempDir
    Path folder;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @Test
    void makesTokensThatTheConsoleKnowsAndPrintsEachOnce() throws IOException {
        // When
        int first = make("alice");
        String token = out.toString().strip();
        int second = make("acme-admin", "--tenant", "acme", "--valid", "P90D");
        String ofTenant = out.toString().strip().lines().skip(1).findFirst().orElse("");

        // Then
        LiveTokens tokens = LiveTokens.open(tokens());
        assertThat(List.of(first, second)).containsOnly(0);
        assertThat(tokens.find(token, Instant.now())).map(TokenEntry::caller).hasValueSatisfying(caller -> {
            assertThat(caller.name()).isEqualTo("alice");
            assertThat(caller.isOperator()).isTrue();
        });
        assertThat(tokens.find(ofTenant, Instant.now())).map(TokenEntry::caller).hasValueSatisfying(caller -> {
            assertThat(caller.tenant()).hasValue("acme");
        });
        assertThat(Files.readString(tokens())).doesNotContain(token, ofTenant);
    }

    @Test
    void refusesATokenOfANameThatIsTakenOrNone() throws IOException {
        // Given
        make("alice");
        String before = Files.readString(tokens());

        // When
        int taken = make("alice");
        int noName = make("a b");
        int noTenant = make("bob", "--tenant", "ACME");
        int noTime = make("bob", "--valid", "PT0S");

        // Then
        assertThat(List.of(taken, noName, noTenant, noTime)).containsOnly(2);
        assertThat(err.toString())
                .contains("there is a token named alice already; name another, or remove that one from the file")
                .contains("a token's name has 1 to 63 of a-z")
                .contains("tenant id must match")
                .contains("--valid must be longer than nothing");
        assertThat(Files.readString(tokens())).isEqualTo(before);
    }

    @Test
    void refusesToServeWithoutTokensOrInTheOpen() throws IOException {
        // When
        int noTokens = console();
        make("alice");
        int open = console("--listen", "0.0.0.0:0");
        int halfTls = console("--tls-key", "key.pem");
        int both = console("--insecure-plain", "--tls-certificate", "a.pem", "--tls-key", "b.pem");
        int noPassword = console("--tls-keystore", "a.p12");
        int noPort = console("--listen", "127.0.0.1");

        // Then
        assertThat(List.of(noTokens, open, halfTls, both, noPassword, noPort)).containsOnly(2);
        assertThat(err.toString())
                .contains("there is no file of tokens " + tokens()
                        + "; make one with: ./waybill console-token make NAME --tokens " + tokens())
                .contains("0.0.0.0 can be reached from other machines, so the console needs a certificate there")
                .contains("--tls-certificate and --tls-key go together")
                .contains("--insecure-plain does not go with a certificate")
                .contains("--tls-keystore goes with --tls-password-file")
                .contains("--listen must be HOST:PORT, such as 127.0.0.1:8443");
    }

    @Test
    void aLoginForMetricsIsASecretAndNotAnOption() throws IOException {
        // Given
        make("alice");
        Path none = Files.writeString(folder.resolve("login"), "s3cret-without-user\n");

        // When
        int written = console("--health-login", "prometheus:s3cret");
        int noLogin = console("--health-login", "${file:" + none + "}");
        int missing = console("--health-login", "${file:" + folder + "/none}");

        // Then
        assertThat(List.of(written, noLogin, missing)).containsOnly(2);
        assertThat(err.toString())
                .contains(
                        "--health-login: must refer to a secret, not hold it; write \"${env:NAME}\" or \"${file:/path}\"")
                .contains("--health-login: must be a user and a password; write user:password")
                .contains("--health-login: the file " + folder + "/none cannot be read as text; create it")
                .doesNotContain("s3cret");
    }

    @Test
    void aCertificateThatIsNotThereIsNamed() throws IOException {
        // Given
        make("alice");

        // When
        int code = console("--tls-certificate", folder + "/none.pem", "--tls-key", folder + "/none.key");

        // Then
        assertThat(code).isEqualTo(1);
        assertThat(err.toString()).contains("the certificate " + folder + "/none.pem cannot be read as PEM");
    }

    @Test
    void theLogSaysWhichBuildStarts() throws IOException {
        // Given
        make("alice");
        BuildInfo build = BuildInfo.current();

        try (LoggedLines log = LoggedLines.of(ConsoleCommand.class)) {
            // When
            console("--tls-certificate", folder + "/none.pem", "--tls-key", folder + "/none.key");

            // Then
            assertThat(log.events()).singleElement().satisfies(line -> {
                assertThat(line.getMessage().getFormattedMessage()).isEqualTo("the console starts");
                assertThat(line.getContextData().toMap())
                        .containsEntry("version", build.version())
                        .containsEntry("revision", build.revision());
            });
        }
    }

    @Test
    void replaysAreOfTheApplicationThatTheConsoleIsAbout() throws IOException {
        // Given
        make("alice");

        // When
        int code = console("--replay-state", folder.toString(), "-D", "kafka.application.id=other");

        // Then
        assertThat(code).isEqualTo(2);
        assertThat(err.toString())
                .contains("--replay-state: the configuration is of application other, but this is for waybill; say"
                        + " --application-id other");
    }

    private Path tokens() {
        return folder.resolve("console-tokens.yaml");
    }

    private int make(String... more) {
        return execute(List.of("console-token", "make", "--tokens", tokens().toString()), more);
    }

    private int console(String... more) {
        return execute(
                List.of(
                        "console",
                        "--tokens",
                        tokens().toString(),
                        "--bootstrap",
                        "127.0.0.1:1",
                        "--health",
                        "127.0.0.1:0"),
                more);
    }

    private int execute(List<String> first, String... more) {
        List<String> all = new ArrayList<>(first);
        all.addAll(List.of(more));
        return Main.execute(new PrintWriter(out), new PrintWriter(err), all.toArray(String[]::new));
    }
}
