package dev.waybill.cli.apply;

import dev.waybill.catalog.plan.GuardRule;
import dev.waybill.cli.frame.AuthorOptions;
import dev.waybill.cli.frame.InstantText;
import dev.waybill.cli.frame.LocalState;
import dev.waybill.cli.frame.TopicOptions;
import dev.waybill.cli.frame.UsageException;
import dev.waybill.contract.ExportId;
import dev.waybill.control.apply.ApplyRequest;
import dev.waybill.control.apply.Wanted;
import dev.waybill.redact.SecretLookup;
import dev.waybill.render.Platform;
import dev.waybill.secrets.SecretReferences;
import dev.waybill.spec.destination.ExternalIds;
import dev.waybill.spec.yaml.DidYouMean;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What {@code plan} and {@code apply} are asked for. */
@SuppressWarnings("NullAway.Init") // picocli fills the fields
final class ApplyOptions {
    @Option(
            names = "--tenants",
            paramLabel = "FOLDER",
            defaultValue = "tenants",
            description = "Folder of all export specs and operator.yaml (default: ${DEFAULT-VALUE}).")
    private Path tenants;

    @Option(
            names = "--platform",
            paramLabel = "FILE",
            description =
                    "What the operator says about the platform (default: platform.yaml, if it is there; else, beside ./waybill local, that of its data folder).")
    private @Nullable Path platform;

    @Option(
            names = "--only",
            paramLabel = "TENANT",
            split = ",",
            description = "Make these tenants what their files say, and leave all others and the settings as they are;"
                    + " may be given several times.")
    private Set<String> only = new LinkedHashSet<>();

    @Option(
            names = "--begin",
            paramLabel = "INSTANT",
            converter = InstantText.class,
            description = "Exports that were never there begin with the window that holds this instant, as in"
                    + " 2026-03-04T05:00:00Z. Only before the application has read anything, or where producers stamp"
                    + " events.")
    private @Nullable Instant begin;

    @Option(
            names = "--redirect",
            paramLabel = "TENANT/EXPORT",
            split = ",",
            description = "What is not delivered yet of this export goes where its spec says now, too.")
    private List<String> redirects = new ArrayList<>();

    @Option(
            names = "--discard",
            paramLabel = "TENANT/EXPORT",
            split = ",",
            description =
                    "What is not delivered yet of this export's windows, of all versions but the one that reigns last,"
                            + " is dropped: for what must not leave. The export must be paused.")
    private List<String> discards = new ArrayList<>();

    @Option(
            names = "--allow",
            paramLabel = "RULE",
            split = ",",
            description = "Let pass what this rule of the guard refuses; may be given several times.")
    private List<String> allow = new ArrayList<>();

    @Option(
            names = "--external-ids",
            paramLabel = "FILE",
            description = "Take over these external ids, which tenants' roles trust already.")
    private @Nullable Path externalIds;

    /**
     * What the files say.
     *
     * @param localData the data folder of {@code ./waybill local}, if its broker is the cluster: its secrets count, and its
     *     platform where there is no other
     * @throws IOException if one cannot be read
     * @throws UsageException if {@code --only} names what cannot be a tenant
     */
    Wanted wanted(Optional<Path> localData) throws IOException {
        for (String tenant : only) {
            if (!ExportId.isValid(tenant)) {
                throw new UsageException(
                        "--only: \"" + tenant + "\" is no tenant's id; write the one that stands in the tenant's file");
            }
        }
        Map<String, String> environment = System.getenv();
        Optional<Path> file = Optional.ofNullable(platform);
        if (localData.isPresent()) {
            environment = LocalState.environment(localData.get(), environment);
            if (file.isEmpty() && !Files.exists(Path.of(Platform.FILE))) {
                file = LocalState.platform(localData.get());
            }
        }
        SecretLookup secrets = new SecretReferences(environment);
        return only.isEmpty() ? Wanted.all(tenants, file, secrets) : Wanted.only(only, tenants, file, secrets);
    }

    /**
     * The request.
     *
     * @throws IOException if the file of external ids cannot be read
     * @throws UsageException if something is wrong with the options
     */
    ApplyRequest request(Wanted wanted, TopicOptions topics, AuthorOptions author) throws IOException {
        Set<ExportId> redirected = new TreeSet<>();
        redirects.forEach(text -> redirected.add(export("--redirect", text)));
        Set<ExportId> discarded = new TreeSet<>();
        discards.forEach(text -> discarded.add(export("--discard", text)));
        Set<GuardRule> allowed = EnumSet.noneOf(GuardRule.class);
        allow.forEach(name -> allowed.add(rule(name)));
        topics.plan(List.of());
        Map<String, String> ids = externalIds == null
                ? Map.of()
                : ExternalIds.readFile(externalIds).byTenant();
        return new ApplyRequest(
                wanted,
                topics::plan,
                Optional.ofNullable(begin),
                redirected,
                discarded,
                allowed,
                ids,
                author.by(),
                author.why());
    }

    private static GuardRule rule(String name) {
        List<String> known =
                Arrays.stream(GuardRule.values()).map(GuardRule::allowName).toList();
        return Arrays.stream(GuardRule.values())
                .filter(rule -> rule.allowName().equals(name))
                .findFirst()
                .orElseThrow(() ->
                        new UsageException("--allow: unknown rule \"" + name + "\"; " + DidYouMean.hint(name, known)));
    }

    private static ExportId export(String option, String text) {
        String[] ids = text.split("/", -1);
        if (ids.length != 2 || !ExportId.isValid(ids[0]) || !ExportId.isValid(ids[1])) {
            throw new UsageException(option + ": \"" + text + "\" names no export; write TENANT/EXPORT");
        }
        return new ExportId(ids[0], ids[1]);
    }
}
