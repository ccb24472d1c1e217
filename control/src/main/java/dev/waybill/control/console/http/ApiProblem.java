package dev.waybill.control.console.http;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Why a request is not answered as asked, in the form of RFC 9457.
 *
 * @param detail what is wrong with this request and what to do; never holds what may be a secret
 * @param more further members of the answer's object; a member {@code status} stands instead of the kind's
 */
public record ApiProblem(ProblemKind kind, String detail, Map<String, Object> more) {
    public ApiProblem {
        more = Collections.unmodifiableMap(new LinkedHashMap<>(more));
    }

    public static ApiProblem of(ProblemKind kind, String detail) {
        return new ApiProblem(kind, detail, Map.of());
    }

    /** The same with another member. */
    public ApiProblem with(String member, Object value) {
        Map<String, Object> all = new LinkedHashMap<>(more);
        all.put(member, value);
        return new ApiProblem(kind, detail, all);
    }

    /** To be thrown by whoever finds it. */
    public ProblemException asException() {
        return new ProblemException(this);
    }

    /** The answer's object. */
    Map<String, Object> tree() {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("type", kind.uri());
        tree.put("title", kind.title());
        tree.put("status", kind.status());
        tree.put("detail", detail);
        tree.putAll(more);
        return tree;
    }
}
