package dev.waybill.control.apply;

import dev.waybill.catalog.plan.KeyChange;
import dev.waybill.render.FileChange;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What a tenant has to know and to do about a change, ready to be sent to it. */
public final class TenantLetter {
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
        List<String> steps = steps(tenant);
        lines.add("");
        if (steps.isEmpty()) {
            lines.add("There is nothing for you to do.");
        } else {
            lines.add("Please do this before the first of these times, or at once:");
            for (int i = 0; i < steps.size(); i++) {
                lines.add("  " + (i + 1) + ". " + steps.get(i));
            }
        }
        return String.join("\n", lines) + "\n";
    }

    /** What the tenant has to do, in sentences; empty if nothing. */
    public static List<String> steps(TenantEffect tenant) {
        List<String> steps = new ArrayList<>();
        for (Map.Entry<String, FileChange> document : tenant.documents().entrySet()) {
            steps.add(step(document.getKey(), document.getValue()));
        }
        return steps;
    }

    private static String headline(ExportEffect export) {
        String what = "Export " + export.id().export() + " "
                + switch (export.kind()) {
                    case "added" -> "is delivered";
                    case "returned" -> "is delivered again";
                    case "removed", "disabled" -> "ends";
                    case "changed" -> "changes";
                    default -> "stays as it is";
                };
        return export.from()
                .map(from -> what + ", for events from " + from + " on. Earlier ones are delivered as before.")
                .orElse(what + ".");
    }

    private static String text(KeyChange key) {
        return key.key() + ": " + key.before().orElse("(none)") + " -> "
                + key.after().orElse("(none)");
    }

    private static String step(String file, FileChange change) {
        if (change.kind().equals("removed")) {
            return "When everything from before is delivered, take away what " + file + " grants.";
        }
        if (file.startsWith("reader-") || file.endsWith("-reader-access-point.json")) {
            return "For those who read the logs: the policy is in " + file + ".";
        }
        if (file.endsWith("-permissions.json")) {
            return "Give the role " + subject(file, "-permissions.json") + " the permissions in " + file + ".";
        }
        if (file.endsWith("-lifecycle.json")) {
            return "Add the rule in " + file + " to the lifecycle rules of the bucket "
                    + subject(file, "-lifecycle.json") + ".";
        }
        String role = subject(file, file.endsWith("-trust-oidc.json") ? "-trust-oidc.json" : "-trust.json");
        return "Give the role " + role + " the trust policy in " + file + ".";
    }

    private static String subject(String file, String ending) {
        return file.substring(0, file.length() - ending.length());
    }
}
