package dev.waybill.control.console.change;

import dev.waybill.spec.yaml.Problem;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Says problems to a tenant without naming others. */
final class OwnWords {
    private static final Pattern NAMED = Pattern.compile("\\b(?:tenant|export) \"?([a-z0-9][a-z0-9-]*)");

    private OwnWords() {}

    static List<Problem> of(String tenant, List<Problem> problems) {
        return problems.stream().map(problem -> of(tenant, problem)).toList();
    }

    static Problem of(String tenant, Problem problem) {
        return namesAnother(tenant, problem.message()) || namesAnother(tenant, problem.hint())
                ? Problem.at(problem.place(), "is not the tenant's to name, or is another's too")
                        .hint("ask the operator of the platform")
                : problem;
    }

    private static boolean namesAnother(String tenant, String text) {
        Matcher named = NAMED.matcher(text);
        while (named.find()) {
            if (!named.group(1).equals(tenant)) {
                return true;
            }
        }
        return false;
    }
}
