package dev.waybill.control.console.http;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What an operation promises: the frame holds callers to it, and the OpenAPI document says it.
 *
 * @param id unique, in camel case: clients name their methods after it
 * @param summary one line
 * @param description what else a caller should know; may be empty
 * @param body of the request; empty where it has none
 * @param answerType the media type of the answer
 * @param answer its schema, if it is JSON; else what it is
 * @param problems what it may answer with beside what the frame itself refuses
 */
public record Contract(
        Endpoint endpoint,
        String id,
        String summary,
        String description,
        Optional<Schema> body,
        String answerType,
        Schema answer,
        Set<ProblemKind> problems) {
    /** In front of every operation's path. */
    public static final String PREFIX = "/api/v1";

    public Contract {
        problems = Set.copyOf(problems);
        if (!endpoint.path().startsWith(PREFIX + "/")) {
            throw new IllegalArgumentException(endpoint.path() + " must begin with " + PREFIX);
        }
        if (!id.matches("[a-z][A-Za-z0-9]*")) {
            throw new IllegalArgumentException(id + " is no id of an operation");
        }
        if (body.isPresent() != (endpoint.verb() == Verb.POST || endpoint.verb() == Verb.PUT)) {
            throw new IllegalArgumentException(id + ": POST and PUT have a body, others have none");
        }
    }

    /** Of something to read. */
    public static Contract get(String path, String id, String summary, Audience audience, Parameter<?>... parameters) {
        return of(Verb.GET, path, id, summary, audience, Optional.empty(), parameters);
    }

    /** Of something to do; {@code Idempotency-Key} makes it safe to send again. */
    public static Contract post(
            String path, String id, String summary, Audience audience, Schema body, Parameter<?>... parameters) {
        return of(Verb.POST, path, id, summary, audience, Optional.of(body), parameters);
    }

    /** The path is below {@link #PREFIX}. */
    private static Contract of(
            Verb verb,
            String path,
            String id,
            String summary,
            Audience audience,
            Optional<Schema> body,
            Parameter<?>... parameters) {
        return new Contract(
                new Endpoint(verb, PREFIX + path, audience, List.of(parameters)),
                id,
                summary,
                "",
                body,
                Answer.JSON,
                Schema.anything(),
                Set.of());
    }

    /** The same with more words. */
    public Contract describe(String words) {
        return new Contract(endpoint, id, summary, words, body, answerType, answer, problems);
    }

    /** The same with JSON of this schema as its answer. */
    public Contract answers(Schema schema) {
        return new Contract(endpoint, id, summary, description, body, Answer.JSON, schema, problems);
    }

    /** The same with something else than JSON as its answer. */
    public Contract answersWith(String mediaType, String what) {
        return new Contract(
                endpoint,
                id,
                summary,
                description,
                body,
                mediaType,
                Schema.text().describe(what),
                problems);
    }

    /** The same, and may answer with these problems. */
    public Contract refuses(ProblemKind... kinds) {
        Set<ProblemKind> all = EnumSet.noneOf(ProblemKind.class);
        all.addAll(problems);
        all.addAll(List.of(kinds));
        return new Contract(endpoint, id, summary, description, body, answerType, answer, all);
    }

    /** The parameters, and for lists those of {@link Paging}. */
    public Contract paged() {
        List<Parameter<?>> all = new ArrayList<>(endpoint.parameters());
        all.add(Paging.LIMIT);
        all.add(Paging.CURSOR);
        return new Contract(
                new Endpoint(endpoint.verb(), endpoint.path(), endpoint.audience(), all),
                id,
                summary,
                description,
                body,
                answerType,
                answer,
                problems);
    }
}
