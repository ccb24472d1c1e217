package dev.waybill.control.console.page;

import dev.waybill.control.console.state.WindowState;
import java.util.Arrays;
import java.util.List;

/**
 * A window's state as the calendar shows it.
 *
 * @param word as the API says it; the colour follows from it
 * @param letter so that nothing is said by colour alone; each state has its own
 * @param words what it means
 */
public record WindowSign(String word, String letter, String words) {
    /** All of them. */
    public static List<WindowSign> all() {
        return Arrays.stream(WindowState.values()).map(WindowSign::of).toList();
    }

    /** @throws IllegalArgumentException if no window can be so */
    static WindowSign of(String word) {
        return Arrays.stream(WindowState.values())
                .filter(state -> state.word().equals(word))
                .findFirst()
                .map(WindowSign::of)
                .orElseThrow(() -> new IllegalArgumentException("no window is " + word));
    }

    private static WindowSign of(WindowState state) {
        return switch (state) {
            case VERIFIED -> new WindowSign(state.word(), "V", "delivered, with its receipt");
            case DELIVERED -> new WindowSign(state.word(), "D", "delivered");
            case EMPTY -> new WindowSign(state.word(), "E", "empty: closed without events");
            case OPEN -> new WindowSign(state.word(), "O", "open: not due yet");
            case DUE -> new WindowSign(state.word(), "U", "due: on its way");
            case LATE -> new WindowSign(state.word(), "L", "late");
            case HELD_BACK -> new WindowSign(state.word(), "H", "held back");
            case MISSING -> new WindowSign(state.word(), "M", "missing: a part of it will not come");
            case DISCARDED -> new WindowSign(state.word(), "X", "discarded: must not leave any more");
        };
    }
}
