package dev.waybill.control.apply;

import dev.waybill.catalog.plan.KeyChange;
import dev.waybill.contract.ReceiptCadence;
import dev.waybill.spec.ExportSpec;
import dev.waybill.spec.KindSpec;
import dev.waybill.spec.ReferenceSyntax;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** What stands in a spec, in words for its tenant. Nothing of how the platform keeps keys is in them. */
final class LetterWords {
    /** Keys that say how the platform delivers, not what. */
    private static final Set<String> OURS = Set.of("connector", "delivery");

    private LetterWords() {}

    /** What the tenant has to know of an export. */
    static List<String> of(ExportSpec spec) {
        List<String> lines = new ArrayList<>();
        lines.add("It goes to " + spec.destination().base() + ", as "
                + spec.format().kind() + ".");
        if (!spec.redact().isEmpty()) {
            lines.add("Hidden: " + hidden(spec.redact()) + ".");
        }
        return lines;
    }

    /** What changes, a line for each key. */
    static List<String> changes(ExportEffect export) {
        List<String> lines = new ArrayList<>();
        for (KeyChange key : export.keys()) {
            String root = key.key().split("\\.", 2)[0];
            if (root.equals("redact")) {
                export.before().ifPresent(spec -> lines.add("hidden until then: " + hidden(spec.redact())));
                export.after().ifPresent(spec -> lines.add("hidden from then on: " + hidden(spec.redact())));
            } else if (!OURS.contains(root)) {
                lines.add(
                        key.key() + ": " + key.before().map(LetterWords::shown).orElse("(none)") + " -> "
                                + key.after().map(LetterWords::shown).orElse("(none)"));
            }
        }
        return lines;
    }

    /** How receipts change; a change of the schedule alone can do that, too. */
    static Optional<String> receipts(Optional<ReceiptCadence> before, Optional<ReceiptCadence> after) {
        if (before.isEmpty() || after.isEmpty() || before.equals(after)) {
            return Optional.empty();
        }
        return Optional.of(
                switch (after.get()) {
                    case OFF ->
                        "windows that begin from then on have no receipt: nobody can check that nothing is missing from"
                                + " them";
                    case DAILY ->
                        "there is one receipt for each day from then on: what waits for the receipt of a window has to"
                                + " wait for that of the day";
                    case WINDOW -> "there is a receipt for each window from then on";
                });
    }

    private static String shown(String value) {
        return ReferenceSyntax.holdsReference(value) ? "(set by the platform)" : value;
    }

    private static String hidden(List<KindSpec> redact) {
        return redact.isEmpty()
                ? "nothing"
                : redact.stream().map(LetterWords::hidden).collect(Collectors.joining("; "));
    }

    private static String hidden(KindSpec redaction) {
        String field = option(redaction, "field", "");
        return switch (redaction.kind()) {
            case "drop-field" -> field + " is left out";
            case "drop-group" -> "all fields of the group " + option(redaction, "group", "") + " are left out";
            case "mask" ->
                field + " is masked"
                        + (option(redaction, "keep-last", "0").equals("0")
                                ? ""
                                : " but for its last " + option(redaction, "keep-last", "0") + " characters");
            case "hash" ->
                field + " is replaced by a keyed hash"
                        + (redaction.options().containsKey("epoch")
                                ? " of epoch " + option(redaction, "epoch", "")
                                : "");
            case "truncate-ip" ->
                "the client's address is cut to " + option(redaction, "ipv4", "24") + " bits of IPv4, "
                        + option(redaction, "ipv6", "48") + " of IPv6";
            default -> field.isEmpty() ? redaction.kind() : field + ": " + redaction.kind();
        };
    }

    private static String option(KindSpec redaction, String name, String standard) {
        return String.valueOf(redaction.options().getOrDefault(name, standard));
    }
}
