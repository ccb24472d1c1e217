package dev.waybill.control.console.page;

import dev.waybill.control.console.http.Api;
import dev.waybill.control.console.http.Page;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;

/** All pages. */
public final class Pages {
    private Pages() {}

    /** @param api that everything on them comes from */
    public static List<Page> all(Api api, Clock clock) {
        PageApi asked = new PageApi(api);
        List<Page> pages = new ArrayList<>(Asset.all());
        pages.add(new ExportsPage(asked));
        pages.add(new ExportPage(asked, clock));
        pages.add(new WindowPage(asked));
        pages.add(TextFile.description(asked));
        pages.add(new TenantsPage(asked));
        pages.add(new TenantPage(asked));
        pages.add(TextFile.document(asked));
        pages.add(new DoctorPage(asked));
        pages.add(new PreviewPage(asked));
        pages.add(new EditPage(asked));
        pages.add(new PlanPage(asked));
        pages.add(new ApplyPage(asked));
        pages.addAll(DeedPage.all(asked));
        pages.add(new ReplayPlanPage(asked));
        pages.add(new ReplayStartPage(asked));
        pages.add(new ReplaysPage(asked));
        pages.add(new ReplayPage(asked));
        pages.addAll(ReplayActPage.all(asked));
        return pages;
    }
}
