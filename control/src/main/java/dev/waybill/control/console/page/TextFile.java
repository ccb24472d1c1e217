package dev.waybill.control.console.page;

import dev.waybill.control.console.http.Answer;
import dev.waybill.control.console.http.ApiProblem;
import dev.waybill.control.console.http.Audience;
import dev.waybill.control.console.http.Call;
import dev.waybill.control.console.http.Endpoint;
import dev.waybill.control.console.http.Page;
import dev.waybill.control.console.http.Parameter;
import dev.waybill.control.console.http.ProblemKind;
import dev.waybill.control.console.http.Verb;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** One of the texts that an operation answers with by name, to be saved: an IAM document, a table's definition. */
final class TextFile implements Page {
    private static final Parameter<String> NAME =
            Parameter.text("name", 200, "The name of the file.").inPath();

    private final PageApi api;
    private final Endpoint endpoint;
    private final String operation;
    private final Optional<String> member;

    private TextFile(PageApi api, String path, String operation, Optional<String> member, Parameter<?>... parameters) {
        List<Parameter<?>> all = new ArrayList<>(List.of(parameters));
        all.add(NAME);
        this.api = api;
        this.endpoint = new Endpoint(Verb.GET, path, Audience.OWN_TENANT, all);
        this.operation = operation;
        this.member = member;
    }

    static TextFile document(PageApi api) {
        return new TextFile(
                api,
                "/tenants/{tenant}/documents/{name}",
                "readIamDocuments",
                Optional.of("documents"),
                Parameter.TENANT);
    }

    static TextFile description(PageApi api) {
        return new TextFile(
                api,
                "/exports/{tenant}/{export}/files/{name}",
                "readDescription",
                Optional.empty(),
                Parameter.TENANT,
                Parameter.EXPORT);
    }

    @Override
    public Endpoint endpoint() {
        return endpoint;
    }

    @Override
    public Answer handle(Call call) {
        Map<String, String> path = new HashMap<>(Map.of(Parameter.TENANT.name(), call.get(Parameter.TENANT)));
        call.find(Parameter.EXPORT).ifPresent(export -> path.put(Parameter.EXPORT.name(), export));
        Json answer = api.read(call, operation, path);
        Json texts = member.map(answer::at).orElse(answer);
        String name = call.get(NAME);
        Json text = Optional.ofNullable(texts.members().get(name))
                .orElseThrow(() -> ApiProblem.of(ProblemKind.NOT_FOUND, "there is no file of this name")
                        .asException());
        String saved = call.find(Parameter.EXPORT).map(export -> export + "-").orElse("") + name.replace('/', '-');
        return Answer.download("text/plain; charset=utf-8", saved, text.toText().getBytes(StandardCharsets.UTF_8));
    }
}
