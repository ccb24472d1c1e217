package dev.waybill.catalog.plan;

import dev.waybill.spec.yaml.Problem;
import java.util.List;

/**
 * A change is not made.
 *
 * @param refusals of the guard
 * @param problems why it cannot be made at all
 */
public record Refused(List<Refusal> refusals, List<Problem> problems) implements Decision {
    public Refused {
        refusals = List.copyOf(refusals);
        problems = List.copyOf(problems);
    }
}
