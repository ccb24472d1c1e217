package dev.waybill.cli.frame;

import dev.waybill.catalog.record.CatalogKey;
import dev.waybill.catalog.topic.NothingToWrite;
import dev.waybill.catalog.topic.Outcome;
import dev.waybill.catalog.topic.Overtaken;
import dev.waybill.catalog.topic.Rejected;
import dev.waybill.catalog.topic.Written;
import dev.waybill.spec.yaml.SpecException;
import java.io.PrintWriter;
import java.util.stream.Collectors;

/** What became of a change of the catalog that has no plan to show. */
public final class CatalogOutcome {
    private CatalogOutcome() {}

    /**
     * Prints it.
     *
     * @param done in one word what was done, if it was
     * @return the exit code
     * @throws SpecException if it was refused
     */
    public static int print(Outcome outcome, String done, PrintWriter out) {
        if (outcome instanceof Written written) {
            out.println(done + " at " + written.at() + ", records: " + written.records());
            return CommandFrame.DONE;
        }
        if (outcome instanceof NothingToWrite) {
            out.println("nothing to do");
            return CommandFrame.DONE;
        }
        if (outcome instanceof Overtaken overtaken) {
            String keys =
                    overtaken.keys().stream().map(CatalogKey::text).sorted().collect(Collectors.joining(", "));
            out.println("somebody else has changed " + keys + " meanwhile; nothing was written: look, and try again");
            return CommandFrame.FAILED;
        }
        throw new SpecException(((Rejected) outcome).refused().problems());
    }
}
