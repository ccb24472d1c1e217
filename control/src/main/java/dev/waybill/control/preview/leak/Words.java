package dev.waybill.control.preview.leak;

/**
 * How often a value stands in a text.
 *
 * @param whole with neither letter nor digit beside it
 * @param named of those, with one of the characters beside it that join the parts of names
 * @param parts within a longer word
 */
record Words(int whole, int named, int parts) {
    private static final String JOINTS = "-_.";

    /** Both folded, or neither. */
    static Words count(String text, String value) {
        if (value.isEmpty()) {
            return new Words(0, 0, 0);
        }
        int whole = 0;
        int named = 0;
        int parts = 0;
        for (int at = text.indexOf(value); at >= 0; at = text.indexOf(value, at + 1)) {
            int end = at + value.length();
            boolean joinedBefore = at > 0 && Folding.joins(text.codePointBefore(at), value.codePointAt(0));
            boolean joinedAfter =
                    end < text.length() && Folding.joins(value.codePointBefore(value.length()), text.codePointAt(end));
            if (joinedBefore || joinedAfter) {
                parts++;
            } else {
                whole++;
                named += isJoint(text, at - 1) || isJoint(text, end) ? 1 : 0;
            }
        }
        return new Words(whole, named, parts);
    }

    private static boolean isJoint(String text, int at) {
        return at >= 0 && at < text.length() && JOINTS.indexOf(text.charAt(at)) >= 0;
    }
}
