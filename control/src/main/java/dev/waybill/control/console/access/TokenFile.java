package dev.waybill.control.console.access;

import dev.waybill.contract.ExportId;
import dev.waybill.contract.YamlName;
import dev.waybill.files.WholeFile;
import dev.waybill.spec.yaml.DidYouMean;
import dev.waybill.spec.yaml.Mapping;
import dev.waybill.spec.yaml.Problem;
import dev.waybill.spec.yaml.SpecException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The file of tokens: YAML, with their hashes and never the tokens. {@code docs/reference/console-api.md} has its keys. */
public record TokenFile(List<TokenEntry> entries) {
    private static final String HASH_PREFIX = "sha256:";

    public TokenFile {
        entries = List.copyOf(entries);
    }

    /**
     * Reads it.
     *
     * @throws SpecException with everything that is wrong with it; hashes are not shown
     * @throws IOException if it cannot be read
     */
    public static TokenFile read(Path file) throws IOException {
        return parse(file.toString(), Files.readString(file));
    }

    /**
     * Reads its text.
     *
     * @throws SpecException with everything that is wrong with it; hashes are not shown
     */
    static TokenFile parse(String file, String yaml) {
        List<Problem> problems = new ArrayList<>();
        List<TokenEntry> entries = new ArrayList<>();
        Mapping.yaml(file, yaml, problems::add).ifPresent(root -> {
            root.require("tokens");
            Set<String> names = new HashSet<>();
            for (Mapping token : root.mappings("tokens")) {
                entry(token).ifPresent(entry -> {
                    if (!names.add(entry.caller().name())) {
                        token.report(Problem.at(token.place("name"), "is the name of another token too")
                                .value(entry.caller().name())
                                .hint("names are unique: they stand in the catalog and in audit events"));
                    }
                    entries.add(entry);
                });
            }
            root.finish();
        });
        if (!problems.isEmpty()) {
            throw new SpecException(problems);
        }
        return new TokenFile(entries);
    }

    /**
     * The same with another token.
     *
     * @throws IllegalArgumentException if there is one of its name
     */
    public TokenFile with(TokenEntry entry) {
        if (entries.stream()
                .anyMatch(other -> other.caller().name().equals(entry.caller().name()))) {
            throw new IllegalArgumentException("there is a token named "
                    + entry.caller().name() + " already; name another, or remove that one from the file");
        }
        List<TokenEntry> all = new ArrayList<>(entries);
        all.add(entry);
        return new TokenFile(all);
    }

    /** The same without the token of this name. */
    public TokenFile without(String name) {
        return new TokenFile(entries.stream()
                .filter(entry -> !entry.caller().name().equals(name))
                .toList());
    }

    /**
     * Writes it as a whole, for its owner only.
     *
     * @throws IOException if it cannot be written
     */
    public void write(Path file) throws IOException {
        StringBuilder yaml =
                new StringBuilder("# Tokens of the console, by their hashes. Remove one to end it; the console reads"
                        + " the file again by itself.\ntokens:");
        yaml.append(entries.isEmpty() ? " []\n" : "\n");
        for (TokenEntry entry : entries) {
            yaml.append("  - name: \"").append(entry.caller().name()).append("\"\n");
            yaml.append("    role: ").append(YamlName.of(entry.caller().role())).append('\n');
            entry.caller()
                    .tenant()
                    .ifPresent(tenant ->
                            yaml.append("    tenant: \"").append(tenant).append("\"\n"));
            entry.expires()
                    .ifPresent(expires ->
                            yaml.append("    expires: \"").append(expires).append("\"\n"));
            yaml.append("    hash: ")
                    .append(HASH_PREFIX)
                    .append(HexFormat.of().formatHex(entry.hash()))
                    .append('\n');
        }
        WholeFile.replacePrivate(file, yaml.toString());
    }

    private static Optional<TokenEntry> entry(Mapping token) {
        Optional<String> name = token.requiredParsed("name", TokenFile::name);
        Optional<Role> role = token.requiredParsed("role", TokenFile::role);
        Optional<String> tenant = token.parsed("tenant", TokenFile::tenant);
        Optional<Instant> expires = token.parsed("expires", TokenFile::instant);
        token.require("hash");
        Optional<byte[]> hash = token.parsedHidden("hash", TokenFile::hash);
        token.finish();
        role.filter(known -> (known == Role.TENANT) != token.has("tenant"))
                .ifPresent(known -> token.report(Problem.at(
                        token.place("tenant"),
                        known == Role.TENANT
                                ? "is missing: a token of role tenant is one tenant's"
                                : "goes with role tenant only; an operator sees all tenants")));
        if (!token.isClean() || name.isEmpty() || role.isEmpty() || hash.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new TokenEntry(new Caller(name.get(), role.get(), tenant), hash.get(), expires));
    }

    private static String name(String text) {
        if (!TokenEntry.isName(text)) {
            throw new IllegalArgumentException("is no name of a token; it has " + TokenEntry.NAME_IN_WORDS);
        }
        return text;
    }

    private static Role role(String text) {
        List<String> known = Arrays.stream(Role.values()).map(YamlName::of).toList();
        return Arrays.stream(Role.values())
                .filter(role -> YamlName.of(role).equals(text))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("is no role; " + DidYouMean.hint(text, known)));
    }

    private static String tenant(String text) {
        if (!ExportId.isValid(text)) {
            throw new IllegalArgumentException("is not a tenant id; " + ExportId.SYNTAX_IN_WORDS);
        }
        return text;
    }

    private static Instant instant(String text) {
        try {
            return Instant.parse(text);
        } catch (DateTimeException e) {
            throw new IllegalArgumentException("is no instant; write 2027-01-01T00:00:00Z", e);
        }
    }

    private static byte[] hash(String text) {
        if (!text.matches(HASH_PREFIX + "[0-9a-f]{64}")) {
            throw new IllegalArgumentException(
                    "is no hash of a token; ./waybill console-token make writes one: the token itself does not stand here");
        }
        return HexFormat.of().parseHex(text.substring(HASH_PREFIX.length()));
    }
}
