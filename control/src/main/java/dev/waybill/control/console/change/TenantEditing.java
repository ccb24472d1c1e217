package dev.waybill.control.console.change;

import dev.waybill.catalog.snapshot.CatalogSnapshot;
import dev.waybill.catalog.snapshot.TenantEntry;
import dev.waybill.contract.ExportId;
import dev.waybill.control.apply.CurrentSpecs;
import dev.waybill.control.apply.Wanted;
import dev.waybill.spec.CanonicalSpec;
import dev.waybill.spec.ConsoleRules;
import dev.waybill.spec.ExportSpec;
import dev.waybill.spec.OperatorRules;
import dev.waybill.spec.ReferenceSyntax;
import dev.waybill.spec.destination.FileDestination;
import dev.waybill.spec.destination.S3Destination;
import dev.waybill.spec.yaml.Place;
import dev.waybill.spec.yaml.Problem;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The bounds within which a tenant changes its own exports, where the operator's rules let it at all: nothing that uses rights or
 * knowledge of the platform, and no place inside its network.
 *
 * <p>Addresses are looked at when a change is planned and made. The sink looks a host up by itself later; who owns a name can
 * then give it other addresses. What protects the platform is therefore the list of endpoints, and this look is what finds
 * mistakes in it.
 */
final class TenantEditing {
    private static final String ASK = "ask the operator of the platform to change it";

    private final Resolver resolver;

    TenantEditing(Resolver resolver) {
        this.resolver = resolver;
    }

    /** Everything that goes beyond the bounds; exports that stay as they are may be anything. */
    List<Problem> problems(String tenant, Wanted wanted, CatalogSnapshot catalog) {
        Map<ExportId, ExportSpec> current =
                catalog.tenant(tenant).flatMap(TenantEntry::record).map(CurrentSpecs::of).orElse(List.of()).stream()
                        .collect(Collectors.toMap(ExportSpec::exportId, Function.identity()));
        ConsoleRules rules = wanted.operator().console();
        List<Problem> problems = new ArrayList<>();
        List<ExportSpec> all = wanted.tenants().getOrDefault(tenant, List.of());
        if (all.size() > rules.exportsPerTenant() && all.size() > current.size()) {
            problems.add(
                    Problem.at(Place.ofFile(tenant + ".yaml"), "has more than " + rules.exportsPerTenant() + " exports")
                            .hint(ASK));
        }
        for (ExportSpec export : all) {
            Optional<ExportSpec> before = Optional.ofNullable(current.get(export.exportId()));
            if (before.filter(export::equals).isEmpty()) {
                check(export, before, wanted, rules, problems);
            }
        }
        return problems;
    }

    private void check(
            ExportSpec export, Optional<ExportSpec> before, Wanted wanted, ConsoleRules rules, List<Problem> problems) {
        Function<String, Place> place = below -> wanted.specs().place(export.exportId(), below);
        Place whole = wanted.specs().place(export.exportId());
        if (before.filter(TenantEditing::isOperators).isPresent()) {
            problems.add(Problem.at(
                            whole,
                            "uses a secret, a directory or settings of the platform, so it is the operator's to change")
                    .hint(ASK));
            return;
        }
        if (ReferenceSyntax.holdsReference(CanonicalSpec.json(export))) {
            problems.add(Problem.at(whole, "must not refer to a secret: only the operator may")
                    .hint(ASK));
        }
        if (!export.connector().isEmpty()) {
            problems.add(Problem.at(place.apply("connector"), "is the operator's to set")
                    .hint(ASK));
        }
        if (export.destination() instanceof FileDestination) {
            problems.add(Problem.at(place.apply("destination.directory"), "must not be a directory of the platform")
                    .hint("name a bucket, or " + ASK));
        }
        export.destination().s3().ifPresent(s3 -> check(s3, place, rules, problems));
    }

    private void check(S3Destination s3, Function<String, Place> place, ConsoleRules rules, List<Problem> problems) {
        if (s3.credentials().isPresent()) {
            problems.add(Problem.at(place.apply("destination.credentials"), "must not be keys that the platform holds")
                    .hint("grant a role, or " + ASK));
        }
        if (s3.endpoint().isEmpty()) {
            return;
        }
        Place endpoint = place.apply("destination.endpoint");
        if (!rules.endpoints().contains(s3.endpoint().get())) {
            problems.add(Problem.at(
                            endpoint,
                            "is none that the operator allows under console.endpoints in " + OperatorRules.FILE)
                    .hint(ASK));
            return;
        }
        address(s3, s3.endpoint().get())
                .ifPresent(problem -> problems.add(Problem.at(endpoint, problem).hint(ASK)));
    }

    private Optional<String> address(S3Destination s3, URI endpoint) {
        String host = s3.pathStyle() ? endpoint.getHost() : s3.bucket() + "." + endpoint.getHost();
        try {
            List<InetAddress> addresses = resolver.resolve(host.replaceAll("^\\[|]$", ""));
            return addresses.stream().allMatch(PublicAddress::is)
                    ? Optional.empty()
                    : Optional.of("leads to an address that is not on the internet");
        } catch (UnknownHostException e) {
            return Optional.of("has no address: " + host);
        }
    }

    /** Whether an export uses what only the operator may name. */
    static boolean isOperators(ExportSpec export) {
        return export.destination() instanceof FileDestination
                || export.destination()
                        .s3()
                        .filter(s3 -> s3.credentials().isPresent())
                        .isPresent()
                || !export.connector().isEmpty()
                || ReferenceSyntax.holdsReference(CanonicalSpec.json(export));
    }
}
