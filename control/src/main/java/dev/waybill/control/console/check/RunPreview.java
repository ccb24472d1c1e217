package dev.waybill.control.console.check;

import dev.waybill.catalog.record.PlatformSettings;
import dev.waybill.catalog.record.SettingsRecord;
import dev.waybill.catalog.snapshot.CatalogSnapshot;
import dev.waybill.catalog.snapshot.TenantEntry;
import dev.waybill.contract.ExportId;
import dev.waybill.control.apply.CurrentSpecs;
import dev.waybill.control.console.access.Caller;
import dev.waybill.control.console.change.SpecChanges;
import dev.waybill.control.console.http.Answer;
import dev.waybill.control.console.http.ApiProblem;
import dev.waybill.control.console.http.Audience;
import dev.waybill.control.console.http.Call;
import dev.waybill.control.console.http.Contract;
import dev.waybill.control.console.http.Operation;
import dev.waybill.control.console.http.Parameter;
import dev.waybill.control.console.http.ProblemKind;
import dev.waybill.control.console.http.Schema;
import dev.waybill.control.console.http.Schema.Member;
import dev.waybill.control.preview.PreviewBounds;
import dev.waybill.control.preview.PreviewJson;
import dev.waybill.control.preview.PreviewReport;
import dev.waybill.spec.ExportSpec;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Shows what exports would deliver of recent events. Of exports as they are it shows rows as they are delivered; of a draft
 * nothing but numbers, since a draft may redact less: the API never shows a value that redaction hides.
 */
public final class RunPreview implements Operation {
    private static final int EVENTS = 1_000;
    private static final int SAMPLES = 3;
    private static final int LINES = 5;
    private static final int MOST_SHOWN = 20;
    private static final Contract CONTRACT = Contract.post(
                    "/tenants/{tenant}/preview",
                    "runPreview",
                    "Show what exports would deliver of recent events",
                    Audience.OWN_TENANT,
                    Schema.object(
                            Member.optional("export", Schema.matching(ExportId.SYNTAX, 63)),
                            Member.optional(
                                    "yaml",
                                    Schema.text(1 << 20)
                                            .describe(
                                                    "A draft, as for planSpec: its exports that differ are looked at. Then"
                                                            + " no rows are shown.")),
                            Member.optional("events", Schema.number(1, PreviewBounds.MOST_EVENTS)),
                            Member.optional("samples", Schema.number(0, MOST_SHOWN)),
                            Member.optional("lines", Schema.number(0, MOST_SHOWN))),
                    Parameter.TENANT)
            .describe(
                    "Changes nothing. Values are shown as they are delivered, after redaction. One preview is made at a time.")
            .answers(Schema.object(
                            Member.of(
                                    "leaks",
                                    Schema.flag()
                                            .describe(
                                                    "Whether something would leave that redaction promises to hide.")),
                            Member.of("exports", Schema.list(Schema.mapOf(Schema.anything()))),
                            Member.optional("sources", Schema.list(Schema.mapOf(Schema.anything()))),
                            Member.optional("notes", Schema.list(Schema.text())))
                    .named("PreviewReport"))
            .refuses(ProblemKind.NOT_FOUND, ProblemKind.FORBIDDEN, ProblemKind.CONFLICT, ProblemKind.INVALID_SPEC);

    private final PreviewRuns previews;
    private final SpecChanges changes;
    private final Supplier<CatalogSnapshot> catalog;

    /** @param previews bounded by whoever makes them */
    public RunPreview(PreviewRuns previews, SpecChanges changes, Supplier<CatalogSnapshot> catalog) {
        this.previews = previews;
        this.changes = changes;
        this.catalog = catalog;
    }

    @Override
    public Contract contract() {
        return CONTRACT;
    }

    @Override
    public Answer handle(Call call) {
        CatalogSnapshot now = catalog.get();
        Optional<String> draft = call.text("yaml");
        List<ExportSpec> exports = exports(call, draft, now);
        if (exports.isEmpty()) {
            throw ApiProblem.of(ProblemKind.NOT_FOUND, "there is no such export, or the draft changes none")
                    .asException();
        }
        PreviewRuns.Size size = new PreviewRuns.Size(
                call.body().path("events").asInt(EVENTS),
                draft.isPresent() ? 0 : call.body().path("samples").asInt(SAMPLES),
                draft.isPresent() ? 0 : call.body().path("lines").asInt(LINES));
        PlatformSettings settings = now.settings().map(SettingsRecord::last).orElse(PlatformSettings.DEFAULT);
        PreviewReport report = previews.run(exports, settings, size);
        return Answer.json(view(report, call.caller()));
    }

    private List<ExportSpec> exports(Call call, Optional<String> draft, CatalogSnapshot now) {
        String tenant = call.get(Parameter.TENANT);
        List<ExportSpec> current = now.tenant(tenant)
                .flatMap(TenantEntry::record)
                .map(CurrentSpecs::of)
                .orElse(List.of());
        List<ExportSpec> wished = draft.isEmpty()
                ? current
                : changes.draft(call.caller(), tenant, draft.get()).stream()
                        .filter(export -> !current.contains(export))
                        .toList();
        Optional<String> one = call.text("export");
        return wished.stream()
                .filter(export -> one.map(export.exportId().export()::equals).orElse(true))
                .toList();
    }

    /** How much others send, and which secrets the platform has, is no tenant's business. */
    private static Map<String, Object> view(PreviewReport report, Caller caller) {
        Map<String, Object> view = new LinkedHashMap<>(PreviewJson.content(report));
        if (!caller.isOperator()) {
            view.remove("sources");
            view.remove("notes");
        }
        return view;
    }
}
