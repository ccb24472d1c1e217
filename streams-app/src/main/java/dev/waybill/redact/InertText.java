package dev.waybill.redact;

/**
 * Characters outside ASCII that cannot make ASCII text appear or disappear around them: their compatibility forms
 * (Unicode NFKC) and upper and lower cases have no ASCII in them, and they combine with no neighbour. Not all such
 * characters, only blocks that names are often written in.
 */
final class InertText {
    private InertText() {}

    /** The length of the inert character in UTF-8 at {@code at}; 0 if there is none. */
    static int length(byte[] text, int at, int end) {
        int lead = text[at] & 0xff;
        if (lead < 0xe4) {
            return at + 1 < end && isInert(lead, text[at + 1] & 0xff) ? 2 : 0;
        }
        return at + 2 < end && isIdeograph(lead, text[at + 1] & 0xff, text[at + 2] & 0xff) ? 3 : 0;
    }

    private static boolean isInert(int lead, int second) {
        return switch (lead) {
            case 0xc3 -> second >= 0x80 && second <= 0xbf && second != 0x9f; // À to ÿ without ß, which is ss
            case 0xd0 -> second >= 0x90 && second <= 0xbf; // А to п
            case 0xd1 -> second >= 0x80 && second <= 0x8f; // р to я
            default -> false;
        };
    }

    /** U+4E00 to U+9FFF. */
    private static boolean isIdeograph(int lead, int second, int third) {
        return lead <= 0xe9
                && second >= (lead == 0xe4 ? 0xb8 : 0x80)
                && second <= 0xbf
                && third >= 0x80
                && third <= 0xbf;
    }
}
