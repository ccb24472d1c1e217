package dev.waybill.control.apply;

import dev.waybill.catalog.plan.KeyChange;
import dev.waybill.render.FileChange;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/** What a tenant has to know and to do about a change, ready to be sent to it. */
public final class TenantLetter {
    /** Names of the documents for whoever reads; all others begin with the role, bucket or access point they are for. */
    private static final Set<String> READER_POLICIES =
            Set.of("reader-easy.json", "reader-strict.json", "reader-purge.json");

    /** The longest first. */
    private static final List<String> TRUST_ENDINGS = List.of("-reader-trust.json", "-trust-oidc.json", "-trust.json");

    private TenantLetter() {}

    /** The text; it names documents, and holds none. */
    public static String text(TenantEffect tenant) {
        List<String> lines = new ArrayList<>();
        lines.add("The log exports of " + tenant.tenant() + " change.");
        for (ExportEffect export : tenant.exports()) {
            lines.add("");
            lines.add(headline(export));
            export.keys().forEach(key -> lines.add("  " + text(key)));
        }
        List<String> before = steps(tenant, change -> !isRemoved(change));
        List<String> afterwards = steps(tenant, TenantLetter::isRemoved);
        if (before.isEmpty() && afterwards.isEmpty()) {
            lines.add("");
            lines.add("There is nothing for you to do.");
        }
        section(
                tenant.exports().isEmpty()
                        ? "Please do this at once:"
                        : "Please do this before the first of these times:",
                before,
                lines);
        section("When everything from before is delivered, you may do this:", afterwards, lines);
        return String.join("\n", lines) + "\n";
    }

    /** What the tenant has to do, in sentences; empty if nothing. */
    public static List<String> steps(TenantEffect tenant) {
        return steps(tenant, any -> true);
    }

    private static List<String> steps(TenantEffect tenant, Predicate<FileChange> which) {
        return tenant.documents().entrySet().stream()
                .filter(document -> which.test(document.getValue()))
                .map(document -> step(document.getKey(), document.getValue()))
                .toList();
    }

    private static void section(String title, List<String> steps, List<String> lines) {
        if (!steps.isEmpty()) {
            lines.add("");
            lines.add(title);
            for (int i = 0; i < steps.size(); i++) {
                lines.add("  " + (i + 1) + ". " + steps.get(i));
            }
        }
    }

    private static boolean isRemoved(FileChange change) {
        return change.after().isEmpty();
    }

    private static String headline(ExportEffect export) {
        String name = "Export " + export.id().export();
        String from = export.from().map(instant -> " from " + instant + " on").orElse("");
        return switch (export.kind()) {
            case "added" -> name + " begins: it delivers events" + from + ".";
            case "returned" -> name + " begins again: it delivers events" + from + ".";
            case "removed", "disabled" ->
                name + " ends: it does not deliver events" + from + ". Earlier ones are still delivered.";
            case "changed" -> name + " changes for events" + from + ". Earlier ones are delivered as before.";
            default -> name + " delivers what is still on its way to its present place.";
        };
    }

    private static String text(KeyChange key) {
        return key.key() + ": " + key.before().orElse("(none)") + " -> "
                + key.after().orElse("(none)");
    }

    private static String step(String file, FileChange change) {
        if (isRemoved(change)) {
            return "Take away what " + file + " sets, once everything from before is delivered.";
        }
        if (READER_POLICIES.contains(file) || file.endsWith("-reader-access-point.json")) {
            return "For those who read the logs: the policy is in " + file + ".";
        }
        if (file.endsWith("-permissions.json")) {
            String permissions = "Give the role " + subject(file, "-permissions.json") + " the permissions in " + file;
            return change.before().isEmpty()
                    ? permissions + "."
                    : permissions
                            + ", beside those that it has; those may go once everything from before is delivered.";
        }
        if (file.endsWith("-lifecycle.json")) {
            return "Add the rule in " + file + " to the lifecycle rules of the bucket "
                    + subject(file, "-lifecycle.json") + ".";
        }
        String role = TRUST_ENDINGS.stream()
                .filter(file::endsWith)
                .findFirst()
                .map(ending -> subject(file, ending))
                .orElse(file);
        return "Give the role " + role + " the trust policy in " + file + ".";
    }

    private static String subject(String file, String ending) {
        return file.substring(0, file.length() - ending.length());
    }
}
