package dev.waybill.control.console.page;

import dev.waybill.control.console.access.Caller;
import dev.waybill.control.console.http.Call;
import java.util.List;

/**
 * What stands around a page's content.
 *
 * @param title of the page, which is also its first heading
 * @param formToken for every form of the page
 * @param trail the pages above this one
 */
public record PageFrame(String title, Caller caller, String formToken, List<Link> trail) {
    public PageFrame {
        trail = List.copyOf(trail);
    }

    /** For whoever has called. Pages above that only operators may see are left out for tenants. */
    static PageFrame of(Call call, String title, Link... trail) {
        List<Link> shown = List.of(trail).stream()
                .filter(link -> call.caller().isOperator()
                        || !List.of(Link.EXPORTS, Link.TENANTS).contains(link))
                .toList();
        return new PageFrame(title, call.caller(), call.formToken(), shown);
    }

    /** The links that every page has. */
    public List<Link> navigation() {
        return caller.tenant()
                .map(tenant -> List.of(new Link("/tenants/" + tenant, "Your exports")))
                .orElse(List.of(Link.EXPORTS, Link.TENANTS));
    }

    /** Without the form's token. */
    @Override
    public String toString() {
        return "frame of " + title;
    }
}
