package dev.waybill.control.console.http;

import dev.waybill.catalog.topic.CatalogException;
import dev.waybill.contract.ClusterException;
import dev.waybill.control.console.access.Caller;
import dev.waybill.control.pause.UnknownNameException;
import dev.waybill.kafka.cluster.CrashReport;
import dev.waybill.spec.yaml.Problem;
import dev.waybill.spec.yaml.SpecException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What becomes of exceptions: a problem that tells the caller what it may know. */
final class Faults {
    private static final Logger LOG = LoggerFactory.getLogger(Faults.class);

    private Faults() {}

    /** @throws ProblemException instead of whatever the work throws */
    static Answer caught(String what, Optional<Caller> caller, Supplier<Answer> work) {
        try {
            return work.get();
        } catch (SpecException e) {
            throw invalidSpec(e.problems()).asException();
        } catch (UnknownNameException e) {
            throw notFound(caller, e).asException();
        } catch (ClusterException | CatalogException e) {
            throw unavailable(what, caller, e).asException();
        } catch (ProblemException e) {
            throw e;
        } catch (RuntimeException e) {
            throw internal(what, e).asException();
        }
    }

    /** With all problems, at their places. */
    static ApiProblem invalidSpec(List<Problem> problems) {
        return ApiProblem.of(ProblemKind.INVALID_SPEC, "see the member problems")
                .with("problems", problems.stream().map(Faults::tree).toList());
    }

    /** A problem of a spec, as {@code apply --json} has it. */
    static Map<String, Object> tree(Problem problem) {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("place", problem.place().position());
        tree.put("path", problem.place().path());
        tree.put("text", problem.text());
        return tree;
    }

    /** What may be meant would name other tenants. */
    private static ApiProblem notFound(Optional<Caller> caller, UnknownNameException e) {
        return ApiProblem.of(
                ProblemKind.NOT_FOUND,
                isOperator(caller) ? String.valueOf(e.getMessage()) : "the catalog has nothing of this name");
    }

    /** Brokers and topics are the platform's business. */
    private static ApiProblem unavailable(String what, Optional<Caller> caller, RuntimeException e) {
        LOG.atWarn().addKeyValue("operation", what).log("the cluster could not be asked: {}", e.getMessage());
        return ApiProblem.of(
                ProblemKind.UNAVAILABLE,
                isOperator(caller)
                        ? String.valueOf(e.getMessage())
                        : "the platform's cluster cannot be asked now; try again, or tell its operator");
    }

    private static boolean isOperator(Optional<Caller> caller) {
        return caller.filter(Caller::isOperator).isPresent();
    }

    static ApiProblem internal(String what, Throwable error) {
        String id = UUID.randomUUID().toString();
        LOG.atError()
                .addKeyValue("operation", what)
                .addKeyValue("incident", id)
                .log("a request could not be answered:\n{}", CrashReport.of(error));
        return ApiProblem.of(ProblemKind.INTERNAL, "the log of the console says more, under this incident")
                .with("incident", id);
    }
}
