package dev.waybill.app;

import dev.waybill.config.ExportBinder;
import dev.waybill.config.KeyFingerprints;
import dev.waybill.redact.SecretLookup;
import dev.waybill.secrets.PlaceholderSecrets;
import dev.waybill.spec.ExportSpec;
import dev.waybill.spec.OperatorRules;
import dev.waybill.spec.SpecDraft;
import dev.waybill.spec.SpecReader;
import dev.waybill.spec.SpecReading;
import dev.waybill.spec.TenantSpecs;
import dev.waybill.spec.yaml.Problem;
import dev.waybill.spec.yaml.SpecException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.Predicate;

/**
 * Reads the specs of all tenants and checks all that they ask for: every command reads them here, so that all refuse the same
 * with the same words.
 */
public final class SpecCheck {
    private SpecCheck() {}

    /**
     * Reads one file, or those of a folder. Secrets that they refer to need not be there.
     *
     * @throws SpecException with every problem of every file, if there is one
     * @throws IOException if there is no such file or folder
     */
    public static TenantSpecs read(Path tenants) throws IOException {
        return readAll(tenants).orThrow();
    }

    /**
     * Reads the same, with every problem of every file, and what is right beside what is wrong.
     *
     * @throws IOException if there is no such file or folder
     */
    public static SpecReading readAll(Path tenants) throws IOException {
        return readAll(tenants, new PlaceholderSecrets());
    }

    /**
     * Reads the same.
     *
     * @param secrets must have those that the specs refer to
     * @throws IOException if there is no such file or folder
     */
    public static SpecReading readAll(Path tenants, SecretLookup secrets) throws IOException {
        return readAll(tenants, secrets, tenant -> true);
    }

    private static SpecReading readAll(Path tenants, SecretLookup secrets, Predicate<String> checked)
            throws IOException {
        return checked(SpecReader.readAll(tenants), secrets, checked);
    }

    private static SpecReading checked(SpecReading reading, SecretLookup secrets, Predicate<String> checked) {
        ExportBinder binder = ExportBinder.forCurrentSchemas(secrets);
        List<ExportSpec> exports = reading.specs().exports().stream()
                .filter(export -> checked.test(export.exportId().tenant()))
                .toList();
        List<Problem> found = new ArrayList<>(binder.problems(exports, reading.specs()::place));
        for (SpecDraft draft : reading.drafts()) {
            binder.problems(List.of(draft.spec()), (id, below) -> draft.place(below)).stream()
                    .filter(problem -> reading.problems().stream().noneMatch(known -> isAbout(known, problem)))
                    .forEach(found::add);
        }
        return reading.with(found);
    }

    /**
     * Reads the same as the catalog is to hold it: every key of an enabled export with its fingerprint, see
     * {@link KeyFingerprints}. Other secrets need not be there.
     *
     * @param secrets those of the machine that this runs on, as far as it has them
     * @throws IOException if there is no such file or folder
     */
    public static SpecReading readForCatalog(Path tenants, SecretLookup secrets) throws IOException {
        return readForCatalog(tenants, secrets, tenant -> true);
    }

    /**
     * Reads the same for a change of some tenants: of the others' exports only what is wrong with their files is found, not
     * what cannot be delivered as they ask.
     *
     * @param changed tenants that are checked in full
     * @throws IOException if there is no such file or folder
     */
    public static SpecReading readForCatalog(Path tenants, SecretLookup secrets, Predicate<String> changed)
            throws IOException {
        return completed(readAll(tenants, new PlaceholderSecrets(), changed), secrets);
    }

    /**
     * Reads one tenant's file from its text, as the catalog is to hold it.
     *
     * @param beside what stays as it is, see {@link SpecReader#readDraft}
     * @param secrets those of the machine that this runs on, as far as it has them
     */
    public static SpecReading readDraftForCatalog(
            String file, String yaml, OperatorRules operator, Collection<ExportSpec> beside, SecretLookup secrets) {
        SpecReading reading = SpecReader.readDraft(file, yaml, operator, beside);
        return completed(checked(reading, new PlaceholderSecrets(), tenant -> true), secrets);
    }

    private static SpecReading completed(SpecReading reading, SecretLookup secrets) {
        List<Problem> problems = new ArrayList<>();
        List<ExportSpec> exports =
                new KeyFingerprints(secrets).complete(reading.specs().exports(), reading.specs()::place, problems::add);
        return reading.withExports(exports).with(problems);
    }

    /** Whether one problem stands where the other does, above it or below it: then both say the same. */
    private static boolean isAbout(Problem one, Problem other) {
        String path = one.place().path();
        String otherPath = other.place().path();
        return one.place().file().equals(other.place().file())
                && !path.isEmpty()
                && (path.startsWith(otherPath) || otherPath.startsWith(path));
    }
}
