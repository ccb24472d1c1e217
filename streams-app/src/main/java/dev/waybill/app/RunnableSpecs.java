package dev.waybill.app;

import dev.waybill.spec.ExportSpec;
import dev.waybill.spec.SpecReading;
import dev.waybill.spec.SpecScope;
import dev.waybill.spec.yaml.Problem;
import dev.waybill.spec.yaml.SpecException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeSet;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What {@code run} does with the specs of all tenants: it runs those that are right and holds the others back, so that one
 * tenant's mistake stops nobody else.
 *
 * @param exports nothing is wrong with them
 * @param heldBack exports that take no events until their specs are put right
 */
public record RunnableSpecs(List<ExportSpec> exports, Set<SpecScope> heldBack) {
    private static final Logger LOG = LoggerFactory.getLogger(RunnableSpecs.class);

    /** Probes ask every few seconds. */
    private static final int NOTED = 20;

    private static final String ADVICE = " held back; run: waybill validate --secrets";

    public RunnableSpecs {
        exports = List.copyOf(exports);
        heldBack = Set.copyOf(heldBack);
    }

    /**
     * Takes what is right, and logs what is wrong.
     *
     * @throws SpecException if nothing is right, or something is wrong that concerns everybody
     */
    public static RunnableSpecs of(SpecReading reading) {
        List<ExportSpec> right = reading.right();
        SortedMap<SpecScope, List<Problem>> wrong = reading.wrong();
        List<Problem> nobodys = new ArrayList<>(reading.problems());
        wrong.forEach((scope, problems) -> {
            nobodys.removeAll(problems);
            LOG.atError()
                    .addKeyValue("export", scope)
                    .log(
                            "held back until its spec is put right and the application is restarted; its events wait in the"
                                    + " input: {}",
                            new SpecException(problems).getMessage());
        });
        nobodys.forEach(problem ->
                LOG.warn("{} {} {}", problem.place().position(), problem.place().path(), problem.text()));
        return new RunnableSpecs(right, wrong.keySet());
    }

    /** What an operator should know, for {@code /readyz}. */
    public List<String> notes() {
        List<String> notes = new ArrayList<>();
        new TreeSet<>(heldBack)
                .stream().limit(NOTED).map(scope -> scope + " is" + ADVICE).forEach(notes::add);
        if (heldBack.size() > NOTED) {
            notes.add((heldBack.size() - NOTED) + " more are" + ADVICE);
        }
        return notes;
    }
}
