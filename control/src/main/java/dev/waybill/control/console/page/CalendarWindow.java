package dev.waybill.control.console.page;

/**
 * One window in the calendar.
 *
 * @param start as the API says it
 * @param words everything about it in one line
 */
public record CalendarWindow(String start, WindowSign sign, String words) {
    static CalendarWindow of(Json window) {
        WindowSign sign = WindowSign.of(window.text("state"));
        String words = Words.span(window) + ", " + sign.words() + ", "
                + Words.counted(window.at("counts").count("delivered"), "event") + ", "
                + Words.counted(window.count("parts"), "part")
                + (window.find("receipt").isPresent() ? ", receipt" : "");
        return new CalendarWindow(window.text("start"), sign, words);
    }
}
