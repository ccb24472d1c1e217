package dev.waybill.control.console.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.waybill.spec.yaml.SpecException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TokenFileTest {
    @TempDir
    Path folder;

    private final String token = TokenText.newToken();
    private final TokenEntry alice = new TokenEntry(Caller.operator("alice"), TokenText.hash(token), Optional.empty());
    private final TokenEntry acme = new TokenEntry(
            Caller.ofTenant("acme-admin", "acme"),
            TokenText.hash(TokenText.newToken()),
            Optional.of(Instant.parse("2027-01-01T00:00:00Z")));
    private long nanos;

    @Test
    void readsWhatItHasWrittenAndNeverTheToken() throws IOException {
        // Given
        Path file = folder.resolve("console-tokens.yaml");
        new TokenFile(List.of()).with(alice).with(acme).write(file);

        // When
        TokenFile read = TokenFile.read(file);

        // Then
        assertThat(read.entries()).extracting(TokenEntry::caller).containsExactly(alice.caller(), acme.caller());
        assertThat(read.entries().get(1).expires()).isEqualTo(acme.expires());
        assertThat(read.entries().get(0).hash()).isEqualTo(alice.hash());
        assertThat(Files.readString(file)).doesNotContain(token);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
    }

    @Test
    void saysEverythingThatIsWrongAndShowsNoHash() {
        // Given
        String yaml = """
                tokens:
                  - { name: "a b", role: operator, hash: sha256:s3cret }
                  - { name: bob, role: admin, hash: wbt_s3cret }
                  - { name: carol, role: tenant, hash: sha256:%1$s }
                  - { name: dave, role: operator, tenant: acme, hash: sha256:%1$s }
                  - { name: erin, role: operator, hash: sha256:%1$s }
                  - { name: erin, role: operator, hash: sha256:%1$s }
                  - { name: frank, role: operator, hash: sha256:%1$s, expires: tomorrow, tokn: x }
                """.formatted("0".repeat(64));

        // When, Then
        assertThatThrownBy(() -> TokenFile.parse("console-tokens.yaml", yaml))
                .isInstanceOf(SpecException.class)
                .hasMessageStartingWith("9 problems:")
                .hasMessageContaining("is no name of a token")
                .hasMessageContaining("is no role")
                .hasMessageContaining("is missing: a token of role tenant is one tenant's")
                .hasMessageContaining("goes with role tenant only")
                .hasMessageContaining("is the name of another token too: \"erin\"")
                .hasMessageContaining("is no instant")
                .hasMessageContaining("tokn")
                .hasMessageNotContaining("s3cret");
    }

    @Test
    void twoTokensOfOneNameAreRefused() {
        // When, Then
        assertThatThrownBy(() -> new TokenFile(List.of(alice)).with(alice))
                .hasMessage("there is a token named alice already; name another, or remove that one from the file");
    }

    @Test
    void aChangedFileIsReadAgain() throws IOException {
        // Given
        Path file = folder.resolve("console-tokens.yaml");
        new TokenFile(List.of(alice)).write(file);
        LiveTokens live = LiveTokens.open(file, () -> nanos);

        // When
        new TokenFile(List.of(alice, acme)).write(file);
        int atOnce = live.entries().size();
        nanos += LiveTokens.LOOK.toNanos();

        // Then
        assertThat(atOnce).as("the file is looked at once a second at most").isEqualTo(1);
        assertThat(live.entries()).hasSize(2);
        assertThat(live.problem()).isEmpty();
    }

    @Test
    void aBrokenFileLocksNobodyOutAndIsSaid() throws IOException {
        // Given
        Path file = folder.resolve("console-tokens.yaml");
        new TokenFile(List.of(alice)).write(file);
        LiveTokens live = LiveTokens.open(file, () -> nanos);

        // When
        Files.writeString(file, "tokens: [");
        nanos += LiveTokens.LOOK.toNanos();
        List<TokenEntry> meanwhile = live.entries();
        Optional<String> problem = live.problem();
        new TokenFile(List.of(acme)).write(file);
        nanos += LiveTokens.LOOK.toNanos();

        // Then
        assertThat(meanwhile).hasSize(1);
        assertThat(problem.orElse("")).startsWith("the file of tokens is wrong; those before it hold:");
        assertThat(live.entries()).extracting(TokenEntry::caller).containsExactly(acme.caller());
        assertThat(live.problem()).isEmpty();
    }

    @Test
    void withoutAFileNobodyHasAToken() throws IOException {
        // Given
        Path file = folder.resolve("console-tokens.yaml");
        new TokenFile(List.of(alice)).write(file);
        LiveTokens live = LiveTokens.open(file, () -> nanos);

        // When
        Files.delete(file);
        nanos += LiveTokens.LOOK.toNanos();

        // Then
        assertThat(live.entries()).isEmpty();
        assertThat(live.problem()).hasValue("there is no file of tokens, so nobody has one: " + file);
    }
}
