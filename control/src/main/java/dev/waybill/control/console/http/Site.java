package dev.waybill.control.console.http;

import dev.waybill.control.console.access.Access;
import java.time.Clock;
import java.util.List;

/**
 * What a console serves.
 *
 * @param operations of the API; those that describe it and its caller are added
 * @param pages beside login and logout, which the frame has
 * @param observer is told of each answer
 */
public record Site(
        List<? extends Operation> operations,
        List<? extends Page> pages,
        Views views,
        Access access,
        Clock clock,
        Observer observer) {
    public Site {
        operations = List.copyOf(operations);
        pages = List.copyOf(pages);
    }
}
