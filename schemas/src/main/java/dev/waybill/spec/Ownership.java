package dev.waybill.spec;

import dev.waybill.spec.yaml.Node;
import dev.waybill.spec.yaml.Place;
import dev.waybill.spec.yaml.Problem;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.stream.Stream;

/**
 * Finds what tenants' exports name and does not belong to them. Whose a thing is, the operator says; of what the operator
 * does not speak, no two tenants may name the same, for nobody can tell which of the two may. It looks at the files as
 * they are, so that other mistakes in an export do not hide this one.
 */
final class Ownership {
    private static final List<String> KINDS = List.of("redact", "format", "layout", "connector");
    private static final String ADVICE =
            "roles, static keys, directories and secrets belong to one tenant: name another, or"
                    + " say whose it is under owns in " + OperatorRules.FILE;

    private final List<Claim> claims = new ArrayList<>();
    /** The first claim of each tenant, by what it names. */
    private final NavigableMap<Belonging, Map<String, Claim>> named = new TreeMap<>();

    /** Takes up what an export of a tenant names. */
    void read(String tenant, Node export, OperatorRules operator) {
        BiConsumer<Belonging, Node> claim =
                (belonging, node) -> add(new Claim(tenant, belonging, node.place(), operator));
        export.child("destination").ifPresent(destination -> destination(destination, claim));
        KINDS.forEach(key -> export.child(key).ifPresent(node -> references(node, claim)));
    }

    /** Reports what belongs to somebody else, at every place that names it. */
    void check(Consumer<Problem> problems) {
        claims.forEach(claim -> ofAnother(claim)
                .map(problem -> problem.value(claim.named.toString()).hint(ADVICE))
                .ifPresent(problems));
    }

    private Optional<Problem> ofAnother(Claim claim) {
        Map<Belonging, String> owners = claim.operator.owners();
        Optional<String> owner = claim.named
                .lineage()
                .flatMap(place -> Stream.ofNullable(owners.get(place)))
                .findFirst();
        if (owner.isPresent() && !owner.get().equals(claim.tenant)) {
            return Optional.of(problem(claim, "belongs to tenant " + owner.get()));
        }
        Optional<Map.Entry<Belonging, String>> within = owners.entrySet().stream()
                .filter(owned -> claim.named.isDirectory())
                .filter(owned -> !owned.getValue().equals(claim.tenant))
                .filter(owned -> owned.getKey().isIn(claim.named))
                .findFirst();
        if (within.isPresent()) {
            return within.map(owned ->
                    problem(claim, "holds " + owned.getKey() + ", which belongs to tenant " + owned.getValue()));
        }
        return owner.isPresent() ? Optional.empty() : rival(claim).map(rival -> problem(claim, rival.isRivalOf(claim)));
    }

    /** A claim of another tenant to the same, or to what it lies in, or to what lies in it. */
    private Optional<Claim> rival(Claim claim) {
        Stream<Map<String, Claim>> around = claim.named.lineage().map(place -> named.getOrDefault(place, Map.of()));
        return Stream.concat(around, inside(claim.named).stream())
                .flatMap(byTenant -> byTenant.values().stream().limit(2))
                .filter(other -> !other.tenant.equals(claim.tenant))
                .findFirst();
    }

    /** Step by step: a stream over the rest of the map would first count it, for each of ten thousand tenants. */
    private List<Map<String, Claim>> inside(Belonging place) {
        List<Map<String, Claim>> inside = new ArrayList<>();
        for (Map.Entry<Belonging, Map<String, Claim>> next :
                named.tailMap(place, false).entrySet()) {
            if (!next.getKey().isIn(place)) {
                break;
            }
            inside.add(next.getValue());
        }
        return inside;
    }

    private static Problem problem(Claim claim, String message) {
        return Problem.at(claim.place, message);
    }

    private void add(Claim claim) {
        claims.add(claim);
        named.computeIfAbsent(claim.named, any -> new LinkedHashMap<>()).putIfAbsent(claim.tenant, claim);
    }

    private static void destination(Node destination, BiConsumer<Belonging, Node> claim) {
        text(destination, "role-arn").ifPresent(role -> claim.accept(Belonging.role(role.text()), role));
        text(destination, "credentials").ifPresent(keys -> claim.accept(Belonging.staticKeys(keys.text()), keys));
        String prefix = text(destination, "prefix").map(Node::text).orElse("");
        text(destination, "directory")
                .ifPresent(directory ->
                        Belonging.directory(directory.text(), prefix).ifPresent(path -> claim.accept(path, directory)));
    }

    private static Optional<Node> text(Node mapping, String key) {
        return mapping.child(key).filter(node -> !node.text().isEmpty());
    }

    private static void references(Node node, BiConsumer<Belonging, Node> claim) {
        if (node.isMap()) {
            node.entries().values().forEach(value -> references(value, claim));
        } else if (node.isList()) {
            node.elements().forEach(value -> references(value, claim));
        } else {
            Matcher matcher = Belonging.REFERENCE.matcher(node.text());
            while (matcher.find()) {
                claim.accept(Belonging.reference(matcher.group()), node);
            }
        }
    }

    /**
     * That a tenant's export names something.
     *
     * @param place where
     * @param operator the rules for the file
     */
    private record Claim(String tenant, Belonging named, Place place, OperatorRules operator) {
        String isRivalOf(Claim other) {
            return named.equals(other.named)
                    ? "is named by tenant " + tenant + " too"
                    : "overlaps with " + named + " of tenant " + tenant;
        }
    }
}
