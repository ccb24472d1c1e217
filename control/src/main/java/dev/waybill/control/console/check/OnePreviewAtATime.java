package dev.waybill.control.console.check;

import dev.waybill.catalog.plan.Refusal;
import dev.waybill.catalog.record.PlatformSettings;
import dev.waybill.control.console.change.RecentLeaks;
import dev.waybill.control.console.http.ApiProblem;
import dev.waybill.control.console.http.ProblemKind;
import dev.waybill.control.preview.LeakRefusals;
import dev.waybill.control.preview.PreviewBounds;
import dev.waybill.control.preview.PreviewReport;
import dev.waybill.control.preview.PreviewRequest;
import dev.waybill.spec.ExportSpec;
import java.util.List;

/** Previews, for those who want to see one and for changes that must not leak: one is made at a time, since each takes memory. */
public final class OnePreviewAtATime implements PreviewRuns, RecentLeaks {
    private final PreviewRuns previews;
    private final OneAtATime bound = new OneAtATime(1, "preview");

    public OnePreviewAtATime(PreviewRuns previews) {
        this.previews = previews;
    }

    @Override
    public PreviewReport run(List<ExportSpec> exports, PlatformSettings settings, Size size) {
        if (exports.size() > PreviewRequest.MOST_EXPORTS) {
            throw ApiProblem.of(
                            ProblemKind.CONFLICT,
                            "no more than " + PreviewRequest.MOST_EXPORTS
                                    + " exports are looked at at once; name fewer")
                    .asException();
        }
        return bound.run(() -> previews.run(exports, settings, size));
    }

    @Override
    public List<Refusal> of(List<ExportSpec> changed, PlatformSettings settings) {
        return LeakRefusals.of(run(changed, settings, new Size(PreviewBounds.DEFAULT.events(), 0, 0)));
    }
}
