package dev.waybill.imports.line;

/** Finds where a list ends that stands without quotes and has blanks behind its commas and around its colons. */
final class ListEnd {
    private ListEnd() {}

    /** The first place of {@code next} that is not within the list; -1 if there is none. */
    static int of(String line, int from, String next) {
        int found = line.indexOf(next, from);
        while (found > from
                && (line.charAt(found - 1) == ','
                        || line.startsWith(" : ", found)
                        || line.startsWith(" : ", found - 2))) {
            found = line.indexOf(next, found + 1);
        }
        return found;
    }
}
