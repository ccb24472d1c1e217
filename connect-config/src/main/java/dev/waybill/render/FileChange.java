package dev.waybill.render;

import java.util.ArrayList;
import java.util.List;

/**
 * A file's text before and after.
 *
 * @param before empty if there was no file
 * @param after empty if the file goes
 */
public record FileChange(String before, String after) {
    boolean removes() {
        return after.isEmpty();
    }

    /** {@code new}, {@code changed} or {@code removed}. */
    public String kind() {
        if (before.isEmpty()) {
            return "new";
        }
        return removes() ? "removed" : "changed";
    }

    /** The lines between the first and the last that differ: the old ones with a minus, then the new ones with a plus. */
    public List<String> lines() {
        List<String> old = before.lines().toList();
        List<String> now = after.lines().toList();
        int start = 0;
        while (start < Math.min(old.size(), now.size()) && old.get(start).equals(now.get(start))) {
            start++;
        }
        int end = 0;
        while (end < Math.min(old.size(), now.size()) - start
                && old.get(old.size() - 1 - end).equals(now.get(now.size() - 1 - end))) {
            end++;
        }
        List<String> lines = new ArrayList<>();
        old.subList(start, old.size() - end).forEach(line -> lines.add("- " + line));
        now.subList(start, now.size() - end).forEach(line -> lines.add("+ " + line));
        return lines;
    }
}
