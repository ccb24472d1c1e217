package dev.waybill.redact.search;

/** Follows a text character by character and knows where the hosts of URLs are. Reused; confined to one thread. */
final class HostTracker {
    private static final int NONE = -1;

    private boolean always;
    private boolean inHost;
    private int last = NONE;
    private int lastButOne = NONE;

    void begin(TextStyle style) {
        always = style == TextStyle.HOST;
        inHost = always;
        last = NONE;
        lastButOne = NONE;
    }

    /** A host begins after two slashes that do not follow a word or another slash, and ends with what it cannot hold. */
    void follow(int character) {
        if (character == '/' && last == '/') {
            inHost = lastButOne != '/' && !Words.isInName(lastButOne);
        } else if (character < 0x80 && !Words.isInName(character) && ":@[]".indexOf(character) < 0) {
            inHost = false;
        }
        lastButOne = last;
        last = character;
    }

    /** Whether the character that was followed last belongs to a host. */
    boolean isInHost() {
        return inHost || always;
    }
}
