package dev.waybill.cli.key;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.cli.Commands;
import dev.waybill.verify.key.KeySet;
import dev.waybill.verify.key.SigningKey;
import dev.waybill.verify.key.VerifyingKey;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeysCommandTest {
    @TempDir
    Path folder;

    private Commands.Result keys(String... arguments) {
        return Commands.run(new KeysCommand(), arguments);
    }

    private String file(String name) {
        return folder.resolve(name).toString();
    }

    @Test
    void makesAPairThatOnlyItsOwnerReads() throws Exception {
        Commands.Result result = keys("make", file("signing"));

        SigningKey key = SigningKey.parse(Files.readString(folder.resolve("signing.pem")));
        assertThat(result.exitCode()).isZero();
        assertThat(result.out()).startsWith("key " + key.id() + "\n").doesNotContain("PRIVATE KEY");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve("signing.pem"))))
                .isEqualTo("rw-------");
        assertThat(Files.readString(folder.resolve("signing.pub.pem")))
                .isEqualTo(key.verifyingKey().pem());
    }

    @Test
    void neverReplacesAKey() throws Exception {
        keys("make", file("signing"));
        String made = Files.readString(folder.resolve("signing.pem"));

        Commands.Result again = keys("make", file("signing"));

        assertThat(again.exitCode()).isEqualTo(2);
        assertThat(again.err()).contains("signing.pem exists; name another");
        assertThat(Files.readString(folder.resolve("signing.pem"))).isEqualTo(made);
    }

    @Test
    void showsThePublicHalfOfWhateverItIsGiven() throws Exception {
        keys("make", file("signing"));
        VerifyingKey key = SigningKey.parse(Files.readString(folder.resolve("signing.pem")))
                .verifyingKey();

        for (String name : new String[] {"signing.pem", "signing.pub.pem"}) {
            Commands.Result result = keys("show", file(name));
            assertThat(result.exitCode()).isZero();
            assertThat(result.out()).isEqualTo("key " + key.id() + "\n" + key.pem());
        }
        assertThat(KeySet.parse(keys("show", file("signing.pem"), "--json")
                                .out()
                                .getBytes())
                        .byId())
                .containsOnlyKeys(key.id());
    }

    @Test
    void keepsASetForARotation() throws Exception {
        keys("make", file("old"));
        keys("make", file("new"));
        keys("add", file("keys.json"), file("old.pub.pem"));
        keys("add", file("keys.json"), file("new.pub.pem"), "--from", "2026-03-04T04:00:00Z");
        Commands.Result last = keys("add", file("keys.json"), file("old.pub.pem"), "--until", "2026-03-04T08:00:00Z");

        KeySet set = KeySet.parse(Files.readAllBytes(folder.resolve("keys.json")));
        String old =
                SigningKey.parse(Files.readString(folder.resolve("old.pem"))).id();
        String made =
                SigningKey.parse(Files.readString(folder.resolve("new.pem"))).id();
        assertThat(last.out()).isEqualTo("key " + old + " is in " + file("keys.json") + ", which holds 2\n");
        assertThat(set.byId()).containsOnlyKeys(old, made);
        assertThat(set.find(old).orElseThrow().until()).contains(Instant.parse("2026-03-04T08:00:00Z"));
        assertThat(set.find(old).orElseThrow().from()).isEmpty();
        assertThat(set.find(made).orElseThrow().from()).contains(Instant.parse("2026-03-04T04:00:00Z"));
        assertThat(keys("show", file("keys.json")).out())
                .contains("key " + old + " until 2026-03-04T08:00:00Z\n")
                .contains("key " + made + " from 2026-03-04T04:00:00Z\n");
    }

    @Test
    void theOtherBoundOfAKeyStaysWhenOneIsGiven() throws Exception {
        keys("make", file("a"));
        keys("add", file("keys.json"), file("a.pub.pem"), "--from", "2026-03-04T04:00:00Z");

        keys("add", file("keys.json"), file("a.pub.pem"), "--until", "2026-09-04T04:00:00Z");
        keys("add", file("keys.json"), file("a.pub.pem"));

        VerifyingKey key = KeySet.parse(Files.readAllBytes(folder.resolve("keys.json")))
                .byId()
                .values()
                .iterator()
                .next();
        assertThat(key.from()).contains(Instant.parse("2026-03-04T04:00:00Z"));
        assertThat(key.until()).contains(Instant.parse("2026-09-04T04:00:00Z"));
    }

    @Test
    void wrongUsageSaysWhatToDo() throws Exception {
        Path text = Files.writeString(folder.resolve("text"), "secret-words");
        keys("make", file("a"));

        assertThat(keys("show", text.toString()).err())
                .contains("text is neither PEM nor JSON")
                .doesNotContain("secret-words");
        assertThat(keys("show", text.toString()).exitCode()).isEqualTo(2);
        assertThat(keys("show", file("nowhere")).exitCode()).isEqualTo(2);
        Commands.Result backwards = keys(
                "add",
                file("keys.json"),
                file("a.pub.pem"),
                "--from",
                "2026-03-04T04:00:00Z",
                "--until",
                "2026-03-04T04:00:00Z");
        assertThat(backwards.exitCode()).isEqualTo(2);
        assertThat(backwards.err()).contains("from must be before until");
        assertThat(folder.resolve("keys.json")).doesNotExist();
        assertThat(keys("make", file("nowhere/a")).exitCode()).isNotZero();
    }
}
