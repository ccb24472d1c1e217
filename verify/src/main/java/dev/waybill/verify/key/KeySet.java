package dev.waybill.verify.key;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The public keys that a reader believes. The reader gives them; nothing is ever taken from the place that is checked.
 *
 * @param byId the keys by their fingerprint
 */
public record KeySet(Map<String, VerifyingKey> byId) {
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    public KeySet {
        byId = Map.copyOf(byId);
        if (byId.isEmpty()) {
            throw new IllegalArgumentException("a key set holds at least one key");
        }
    }

    /** A set of these keys. */
    public static KeySet of(Collection<VerifyingKey> keys) {
        Map<String, VerifyingKey> byId = new LinkedHashMap<>();
        keys.forEach(key -> byId.put(key.id(), key));
        return new KeySet(byId);
    }

    /**
     * The keys in a PEM file of one or more public keys, or in a JSON key set.
     *
     * @throws KeyException if there is none, one is of another kind, or an id is not its key's; never quotes the content
     */
    public static KeySet parse(byte[] content) throws KeyException {
        String text = new String(content, StandardCharsets.UTF_8);
        List<VerifyingKey> keys = Pem.isPem(text) ? fromPem(text) : fromJson(content);
        if (keys.isEmpty()) {
            throw new KeyException("holds no public key; give a PEM file or a JSON key set");
        }
        return of(keys);
    }

    /** The key with this fingerprint. */
    public Optional<VerifyingKey> find(String id) {
        return Optional.ofNullable(byId.get(id));
    }

    /** The keys of both; where both have one, as the other set bounds it. */
    public KeySet and(KeySet other) {
        Map<String, VerifyingKey> all = new LinkedHashMap<>(byId);
        all.putAll(other.byId);
        return new KeySet(all);
    }

    /** As a JSON key set, the keys that begin first in front. */
    public String json() {
        ObjectNode root = JSON.createObjectNode();
        ArrayNode keys = root.putArray("keys");
        byId.values().stream()
                .sorted((a, b) -> {
                    int byFrom = a.from().orElse(Instant.MIN).compareTo(b.from().orElse(Instant.MIN));
                    return byFrom != 0 ? byFrom : a.id().compareTo(b.id());
                })
                .forEach(key -> {
                    ObjectNode node = keys.addObject();
                    node.put("id", key.id());
                    node.put(
                            "public-key",
                            Base64.getEncoder().encodeToString(key.key().getEncoded()));
                    key.from().ifPresent(from -> node.put("from", from.toString()));
                    key.until().ifPresent(until -> node.put("until", until.toString()));
                });
        try {
            return JSON.writerWithDefaultPrettyPrinter().writeValueAsString(root) + "\n";
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<VerifyingKey> fromPem(String text) throws KeyException {
        List<VerifyingKey> keys = new ArrayList<>();
        for (Pem.Block block : Pem.blocks(text)) {
            if (block.label().contains("PRIVATE")) {
                throw new KeyException(
                        "holds a private key; give the public one, and keep the private one where it is");
            }
            if (block.label().equals(Pem.PUBLIC)) {
                keys.add(VerifyingKey.always(Ed25519.publicKey(block.bytes())));
            }
        }
        return keys;
    }

    private static List<VerifyingKey> fromJson(byte[] content) throws KeyException {
        JsonNode list;
        try {
            list = JSON.readTree(content).path("keys");
        } catch (IOException e) {
            // Its own message would quote the content.
            throw new KeyException("is neither PEM nor JSON");
        }
        List<VerifyingKey> keys = new ArrayList<>();
        for (JsonNode node : list) {
            keys.add(fromJson("keys[" + keys.size() + "]", node));
        }
        return keys;
    }

    private static VerifyingKey fromJson(String path, JsonNode node) throws KeyException {
        VerifyingKey key;
        try {
            key = new VerifyingKey(
                    Ed25519.publicKey(
                            Base64.getDecoder().decode(node.path("public-key").asText())),
                    instant(node.get("from")),
                    instant(node.get("until")));
        } catch (DateTimeException e) {
            throw new KeyException(path + ": from and until must be instants such as 2026-03-04T05:00:00Z");
        } catch (IllegalArgumentException e) {
            throw new KeyException(
                    path + ": public-key must be a SubjectPublicKeyInfo in Base64, and from be before until");
        } catch (KeyException e) {
            throw new KeyException(path + ": public-key " + e.getMessage(), e);
        }
        if (node.has("id") && !node.path("id").asText().equals(key.id())) {
            throw new KeyException(path + ": id must be the key's fingerprint, " + key.id());
        }
        return key;
    }

    private static Optional<Instant> instant(@Nullable JsonNode node) {
        return node == null ? Optional.empty() : Optional.of(Instant.parse(node.asText()));
    }
}
