package dev.waybill.verify.key;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.waybill.verify.TestKeys;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class KeysTest {
    private static final Instant NOON = Instant.parse("2026-03-04T12:00:00Z");
    private static final byte[] MESSAGE = {1, 2, 3};
    /** The id and the public half of test-old.pem as OpenSSL computes them. */
    private static final String ID = "c84638a16bbb86df3d3ce3a3db6e9ecd";

    private static final String PUBLIC = """
            -----BEGIN PUBLIC KEY-----
            MCowBQYDK2VwAyEASA6qB/D3pKk5JtGKEdB9CW6yv0VXOCYHNVmETMubl6E=
            -----END PUBLIC KEY-----
            """;

    @Test
    void readsAPrivateKeyOfOpenSslAndComputesItsPublicHalf() {
        assertThat(TestKeys.OLD.id()).isEqualTo(ID);
        assertThat(TestKeys.OLD.verifyingKey().pem()).isEqualTo(PUBLIC);
    }

    /** RFC 8032, section 7.1, test 1. */
    @Test
    void signsAsTheStandardSays() throws KeyException {
        byte[] seed = HexFormat.of().parseHex("9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60");
        byte[] der = HexFormat.of()
                .parseHex("302e020100300506032b657004220420" + HexFormat.of().formatHex(seed));

        SigningKey key = SigningKey.parse(Pem.text(Pem.PRIVATE, der));

        assertThat(HexFormat.of().formatHex(key.verifyingKey().key().getEncoded()))
                .endsWith("d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a");
        assertThat(HexFormat.of().formatHex(key.sign(new byte[0])))
                .isEqualTo("e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e06522490155"
                        + "5fb8821590a33bacc61e39701cf9b46bd25bf5f0595bbe24655141438e7a100b");
    }

    @Test
    void aNewKeyIsReadAgainFromItsText() throws KeyException {
        SigningKey key = SigningKey.generate();

        SigningKey again = SigningKey.parse(key.privatePem());

        assertThat(again.id())
                .isEqualTo(key.id())
                .isNotEqualTo(SigningKey.generate().id());
        assertThat(again.sign(MESSAGE)).isEqualTo(key.sign(MESSAGE));
    }

    @Test
    void believesItsOwnSignaturesOnly() {
        byte[] signature = TestKeys.OLD.sign(MESSAGE);

        assertThat(TestKeys.OLD.verifyingKey().verifies(MESSAGE, signature)).isTrue();
        assertThat(TestKeys.NEW.verifyingKey().verifies(MESSAGE, signature)).isFalse();
        assertThat(TestKeys.OLD.verifyingKey().verifies(new byte[] {1, 2, 4}, signature))
                .isFalse();
        assertThat(TestKeys.OLD.verifyingKey().verifies(MESSAGE, new byte[64])).isFalse();
        assertThat(TestKeys.OLD.verifyingKey().verifies(MESSAGE, new byte[0])).isFalse();
    }

    @Test
    void neverShowsThePrivateKey() {
        assertThat(TestKeys.OLD).hasToString("SigningKey[" + ID + "]");
    }

    @Test
    void saysWhatIsNoPrivateKeyWithoutQuotingIt() {
        assertThatThrownBy(() -> SigningKey.parse("secret-words"))
                .isInstanceOf(KeyException.class)
                .hasMessage(
                        "must hold one block -----BEGIN PRIVATE KEY-----, not 0; make a key with: waybill keys make");
        assertThatThrownBy(() -> SigningKey.parse(TestKeys.pem("test-old.pem") + TestKeys.pem("test-new.pem")))
                .hasMessageContaining("not 2");
        assertThatThrownBy(() -> SigningKey.parse(Pem.text("ENCRYPTED PRIVATE KEY", MESSAGE)))
                .hasMessageStartingWith("is encrypted");
        assertThatThrownBy(() -> SigningKey.parse(Pem.text(Pem.PRIVATE, MESSAGE)))
                .hasMessage("is not an Ed25519 private key; make one with: waybill keys make");
        assertThatThrownBy(() -> SigningKey.parse(PUBLIC)).hasMessageContaining("not 0");
    }

    @Test
    void readsPublicKeysAsPem() throws KeyException {
        KeySet keys = parse(PUBLIC + TestKeys.NEW.verifyingKey().pem());

        assertThat(keys.byId()).containsOnlyKeys(ID, TestKeys.NEW.id());
        assertThat(keys.find(ID).orElseThrow().isValidAt(Instant.MIN)).isTrue();
        assertThat(keys.find("0".repeat(32))).isEmpty();
    }

    @Test
    void aKeySetIsReadAgainFromItsText() throws KeyException {
        KeySet again = parse(TestKeys.ROTATION.json());

        assertThat(again).isEqualTo(TestKeys.ROTATION);
    }

    @Test
    void aKeyIsValidFromItsFirstInstantUpToItsLast() {
        VerifyingKey key = new VerifyingKey(
                TestKeys.OLD.verifyingKey().key(), Optional.of(NOON), Optional.of(NOON.plusSeconds(10)));

        assertThat(key.isValidAt(NOON.minusNanos(1))).isFalse();
        assertThat(key.isValidAt(NOON)).isTrue();
        assertThat(key.isValidAt(NOON.plusSeconds(10).minusNanos(1))).isTrue();
        assertThat(key.isValidAt(NOON.plusSeconds(10))).isFalse();
        assertThatThrownBy(() -> new VerifyingKey(key.key(), Optional.of(NOON), Optional.of(NOON)))
                .hasMessage("from must be before until");
    }

    @Test
    void ofTwoSetsTheSecondBoundsAKey() {
        VerifyingKey bounded = new VerifyingKey(TestKeys.OLD.verifyingKey().key(), Optional.of(NOON), Optional.empty());

        KeySet both = TestKeys.ROTATION.and(KeySet.of(List.of(bounded)));

        assertThat(both.find(ID)).contains(bounded);
        assertThat(both.byId()).hasSize(2);
    }

    @Test
    void refusesWhatIsNoSetOfPublicKeys() {
        String base64 = Base64.getEncoder().encodeToString(MESSAGE);

        assertThatThrownBy(() -> parse(TestKeys.pem("test-old.pem"))).hasMessageStartingWith("holds a private key");
        assertThatThrownBy(() -> parse("secret-words")).hasMessage("is neither PEM nor JSON");
        assertThatThrownBy(() -> parse("{}")).hasMessageStartingWith("holds no public key");
        assertThatThrownBy(() -> parse("{\"keys\":[{\"public-key\":\"" + base64 + "\"}]}"))
                .hasMessage("keys[0]: public-key is not an Ed25519 public key; make one with: waybill keys make");
        assertThatThrownBy(() -> parse("{\"keys\":[{\"public-key\":\"%\"}]}"))
                .hasMessageStartingWith("keys[0]: public-key must be");
        assertThatThrownBy(() -> parse(TestKeys.ROTATION.json().replace(ID, "0".repeat(32))))
                .hasMessage("keys[0]: id must be the key's fingerprint, " + ID);
        assertThatThrownBy(() -> parse(TestKeys.ROTATION.json().replace("T08:30:00Z", "")))
                .hasMessageContaining("must be instants");
        assertThatThrownBy(() -> parse("-----BEGIN PUBLIC KEY-----\nA===\n-----END PUBLIC KEY-----"))
                .hasMessage("holds a PEM block that is not Base64");
    }

    private static KeySet parse(String text) throws KeyException {
        return KeySet.parse(text.getBytes(StandardCharsets.UTF_8));
    }
}
