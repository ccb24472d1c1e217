package dev.waybill.vectors;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyFactory;
import java.security.MessageDigest;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Checks the vectors as the page describes them, with nothing of what this module is made of. */
class IndependentVectorsTest {
    private static final Path FOLDER = Path.of("src/test/resources/vectors");
    private static final Path PLACE = FOLDER.resolve("place");
    private static final JsonMapper JSON = JsonMapper.builder().build();

    @Test
    void everyReceiptIsCanonicalAndSigned() throws Exception {
        Map<String, PublicKey> keys = keys();
        for (Path file : receipts()) {
            String text = Files.readString(file);
            ObjectNode receipt = (ObjectNode) JSON.readTree(text);
            assertThat(text).as("%s", file).isEqualTo(OwnJson.canonical(receipt));
            if (receipt.path("kind").asText().equals("page")) {
                continue;
            }
            byte[] signature =
                    Base64.getDecoder().decode(receipt.remove("signature").textValue());
            Signature verification = Signature.getInstance("Ed25519");
            verification.initVerify(keys.get(receipt.path("key").asText()));
            verification.update(OwnJson.canonical(receipt).getBytes(StandardCharsets.UTF_8));

            assertThat(verification.verify(signature)).as("%s", file).isTrue();
        }
    }

    @Test
    void everyChainIsWhole() throws Exception {
        Map<String, TreeMap<Long, JsonNode>> chains = new HashMap<>();
        Map<JsonNode, String> hashes = new HashMap<>();
        for (Path file : receipts()) {
            JsonNode receipt = JSON.readTree(file.toFile());
            if (!receipt.path("kind").asText().equals("page")) {
                String chain = file.getParent() + " " + receipt.at("/chain/number");
                assertThat(chains.computeIfAbsent(chain, key -> new TreeMap<>())
                                .put(receipt.at("/chain/seq").longValue(), receipt))
                        .isNull();
                hashes.put(receipt, sha256(Files.readAllBytes(file)));
            }
        }
        assertThat(chains).hasSize(5);
        for (TreeMap<Long, JsonNode> chain : chains.values()) {
            assertThat(chain.firstKey()).isOne();
            assertThat(chain.lastKey()).isEqualTo(chain.size());
            chain.tailMap(2L)
                    .forEach((seq, receipt) -> assertThat(
                                    receipt.at("/chain/previous").asText())
                            .isEqualTo(hashes.get(chain.get(seq - 1))));
        }
    }

    @Test
    void everyObjectIsNamedOnceAndHoldsWhatItsReceiptSays() throws Exception {
        TreeSet<String> unnamed = new TreeSet<>();
        for (Path file : files()) {
            String name = PLACE.relativize(file).toString().replace('\\', '/');
            if (!name.contains("_receipts/")) {
                unnamed.add(name);
            }
        }
        int windows = 0;
        for (Path file : receipts()) {
            JsonNode receipt = JSON.readTree(file.toFile());
            String root = PLACE.relativize(file).startsWith("replay=r1") ? "replay=r1/" : "";
            for (JsonNode window : receipt.path("windows")) {
                windows++;
                checkWindow(root, window, unnamed);
            }
        }
        assertThat(windows).isGreaterThan(30);
        assertThat(unnamed).isEmpty();
    }

    private static void checkWindow(String root, JsonNode window, TreeSet<String> unnamed) throws Exception {
        List<JsonNode> parts = new ArrayList<>();
        window.path("parts").forEach(parts::add);
        for (JsonNode page : window.path("pages")) {
            byte[] bytes =
                    Files.readAllBytes(PLACE.resolve(root + page.path("name").asText()));
            assertThat(sha256(bytes)).isEqualTo(page.path("sha256").asText());
            assertThat(bytes).hasSize(page.path("size").intValue());
            JsonNode listed = JSON.readTree(bytes).path("parts");
            assertThat(listed).hasSize(page.path("parts").intValue());
            listed.forEach(parts::add);
        }
        BigInteger sum = BigInteger.ZERO;
        long rows = 0;
        for (JsonNode part : parts) {
            String name = root + part.path("name").asText();
            assertThat(unnamed.remove(name)).as(name).isTrue();
            byte[] bytes = Files.readAllBytes(PLACE.resolve(name));
            assertThat(bytes).hasSize(part.path("size").intValue());
            assertThat(sha256(bytes)).isEqualTo(part.path("sha256").asText());
            List<String> lines =
                    new String(bytes, StandardCharsets.UTF_8).lines().skip(1).toList();
            assertThat(lines).hasSize(part.path("rows").intValue());
            for (String line : lines) {
                String[] columns = line.split(",");
                sum = sum.add(eventHash(columns[0], Instant.parse(columns[1])));
            }
            rows += lines.size();
        }
        assertThat(window.at("/counts/delivered").longValue()).isEqualTo(rows);
        assertThat(window.path("sum").asText()).isEqualTo(hex(sum));
        JsonNode counts = window.path("counts");
        assertThat(counts.path("read").longValue())
                .isEqualTo(Stream.of("delivered", "filtered", "duplicate", "withheld", "open")
                        .mapToLong(name -> counts.path(name).longValue())
                        .sum());
    }

    @Test
    void canonicalFormsAreThose() throws IOException {
        JsonNode cases = JSON.readTree(FOLDER.resolve("canonical.json").toFile());
        assertThat(cases)
                .isNotEmpty()
                .allSatisfy(each -> assertThat(OwnJson.canonical(
                                JSON.readTree(each.path("json").asText())))
                        .isEqualTo(each.path("canonical").asText()));
    }

    @Test
    void sumsAreThose() throws Exception {
        for (JsonNode each : JSON.readTree(FOLDER.resolve("sums.json").toFile())) {
            BigInteger sum = BigInteger.ZERO;
            for (JsonNode event : each.path("events")) {
                Instant time = Instant.parse(event.path("occurred_at").asText());
                assertThat(ChronoUnit.MICROS.between(Instant.EPOCH, time))
                        .isEqualTo(event.path("micros").longValue());
                sum = sum.add(eventHash(event.path("event_id").asText(), time));
            }
            assertThat(each.path("sum").asText()).isEqualTo(hex(sum));
        }
    }

    private static BigInteger eventHash(String id, Instant time) throws Exception {
        MessageDigest digest = MessageDigest.getInstance("SHA-256");
        digest.update(id.getBytes(StandardCharsets.UTF_8));
        digest.update(ByteBuffer.allocate(8)
                .putLong(ChronoUnit.MICROS.between(Instant.EPOCH, time))
                .array());
        return new BigInteger(1, digest.digest());
    }

    private static String hex(BigInteger sum) {
        String digits = sum.mod(BigInteger.TWO.pow(256)).toString(16);
        return "0".repeat(64 - digits.length()) + digits;
    }

    private static Map<String, PublicKey> keys() throws Exception {
        Map<String, PublicKey> keys = new HashMap<>();
        for (JsonNode key : JSON.readTree(FOLDER.resolve("keys.json").toFile()).path("keys")) {
            byte[] der = Base64.getDecoder().decode(key.path("public-key").asText());
            assertThat(key.path("id").asText()).isEqualTo(sha256(der).substring(0, 32));
            keys.put(
                    key.path("id").asText(),
                    KeyFactory.getInstance("Ed25519").generatePublic(new X509EncodedKeySpec(der)));
        }
        return keys;
    }

    private static String sha256(byte[] bytes) throws Exception {
        return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    }

    private static List<Path> receipts() throws IOException {
        List<Path> receipts = files().stream()
                .filter(file -> file.toString().contains("_receipts"))
                .toList();
        assertThat(receipts).isNotEmpty();
        return receipts;
    }

    private static List<Path> files() throws IOException {
        try (Stream<Path> all = Files.walk(PLACE)) {
            return all.filter(Files::isRegularFile).toList();
        }
    }
}
