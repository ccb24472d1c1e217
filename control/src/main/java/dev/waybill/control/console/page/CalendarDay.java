package dev.waybill.control.console.page;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The windows of an export that begin on one UTC day, in their order. */
public record CalendarDay(String day, List<CalendarWindow> windows, long delivered, long parts) {
    public CalendarDay {
        windows = List.copyOf(windows);
    }

    /** The newest day first. */
    static List<CalendarDay> of(List<Json> windows) {
        Map<String, List<Json>> byDay = new LinkedHashMap<>();
        windows.forEach(window -> byDay.computeIfAbsent(Words.day(window.text("start")), day -> new ArrayList<>())
                .add(window));
        List<CalendarDay> days = new ArrayList<>();
        byDay.forEach((day, ofDay) -> days.add(
                0,
                new CalendarDay(
                        day,
                        ofDay.stream().map(CalendarWindow::of).toList(),
                        ofDay.stream()
                                .mapToLong(window -> window.at("counts").count("delivered"))
                                .sum(),
                        ofDay.stream()
                                .mapToLong(window -> window.count("parts"))
                                .sum())));
        return days;
    }
}
