package dev.waybill.spec;

import dev.waybill.spec.yaml.Mapping;
import dev.waybill.spec.yaml.Problem;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads nodes whose options belong to another module; what is checked here is that no secret is written out. */
final class KindReader {
    /** A regular expression with a repeated group takes a frame of the stack for every time that it is repeated. */
    private static final int MAX_NAME = 100;

    private KindReader() {}

    static List<KindSpec> readAll(Mapping mapping, String key) {
        List<KindSpec> kinds = new ArrayList<>();
        mapping.mappings(key).forEach(node -> read(node).ifPresent(kinds::add));
        return kinds;
    }

    static Optional<KindSpec> readRequired(Mapping mapping, String key) {
        mapping.require(key);
        return readOptional(mapping, key);
    }

    static Optional<KindSpec> readOptional(Mapping mapping, String key) {
        return mapping.mapping(key).flatMap(KindReader::read);
    }

    private static Optional<KindSpec> read(Mapping node) {
        Optional<String> kind = node.requiredParsed("kind", KindReader::kind);
        Map<String, @Nullable Object> options = new LinkedHashMap<>(node.plain());
        options.remove("kind");
        options.forEach((name, value) -> {
            if (SecretNames.isOption(name)
                    && value != null
                    && !(value instanceof String reference && ReferenceSyntax.isReference(reference))) {
                String text = value.toString();
                node.report(Problem.at(node.place(name), "must " + ReferenceSyntax.fault(text))
                        .hint(ReferenceSyntax.advice(text)));
            }
        });
        return kind.map(name -> new KindSpec(name, options));
    }

    private static String kind(String text) {
        if (text.length() > MAX_NAME || !text.matches("[a-z0-9]+(-[a-z0-9]+)*")) {
            throw new IllegalArgumentException("is not the name of a kind; lower-case words joined by hyphens");
        }
        return text;
    }
}
