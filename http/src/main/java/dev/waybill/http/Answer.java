package dev.waybill.http;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;

/** A response without what HTTP adds. */
record Answer(int status, String contentType, String body) {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String JSON_TYPE = "application/json";

    static final Answer NOT_FOUND = problem(404, "there are /livez, /readyz and /metrics");
    static final Answer METHOD_NOT_ALLOWED = problem(405, "only GET and HEAD");
    static final Answer LOGIN_WANTED = problem(401, "a login is wanted");
    static final Answer MISDIRECTED =
            problem(421, "this listens on loopback only, so ask for localhost or for an address");
    static final Answer FAILED = problem(500, "an internal error; see the log");

    /** 200 where every check holds, else 503 with the reasons. */
    static Answer health(List<HealthCheck> checks, List<String> notes) {
        List<String> problems = problems(checks);
        ObjectNode body = status(problems);
        if (!problems.isEmpty()) {
            ArrayNode reasons = body.putArray("reasons");
            problems.forEach(reasons::add);
        }
        if (!notes.isEmpty()) {
            ArrayNode known = body.putArray("notes");
            notes.forEach(known::add);
        }
        return health(problems, body);
    }

    /** The same for those who are not told reasons: a probe needs no more. */
    static Answer healthOnly(List<HealthCheck> checks) {
        List<String> problems = problems(checks);
        return health(problems, status(problems));
    }

    private static List<String> problems(List<HealthCheck> checks) {
        return checks.stream()
                .map(HealthCheck::problem)
                .flatMap(Optional::stream)
                .toList();
    }

    private static ObjectNode status(List<String> problems) {
        return JSON.createObjectNode().put("status", problems.isEmpty() ? "ok" : "unavailable");
    }

    private static Answer health(List<String> problems, ObjectNode body) {
        return new Answer(problems.isEmpty() ? 200 : 503, JSON_TYPE, body + "\n");
    }

    static Answer metrics(String text) {
        return new Answer(200, "text/plain; version=0.0.4; charset=utf-8", text);
    }

    /** The answer to what is no request of HTTP's, with the status that says why. */
    static Answer malformed(int status) {
        return problem(status, "malformed request");
    }

    private static Answer problem(int status, String reason) {
        ObjectNode body = JSON.createObjectNode();
        body.put("status", "error");
        body.putArray("reasons").add(reason);
        return new Answer(status, JSON_TYPE, body + "\n");
    }
}
