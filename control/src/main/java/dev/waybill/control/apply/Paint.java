package dev.waybill.control.apply;

/** Whether text for people has colours. */
public enum Paint {
    PLAIN {
        @Override
        String in(int colour, String text) {
            return text;
        }
    },
    COLOURED {
        @Override
        String in(int colour, String text) {
            return ESCAPE + colour + "m" + text + ESCAPE + "0m";
        }
    };

    private static final String ESCAPE = "\u001b[";
    private static final int RED = 31;
    private static final int GREEN = 32;
    private static final int YELLOW = 33;
    private static final int BOLD = 1;

    abstract String in(int colour, String text);

    String gone(String text) {
        return in(RED, text);
    }

    String come(String text) {
        return in(GREEN, text);
    }

    String other(String text) {
        return in(YELLOW, text);
    }

    String strong(String text) {
        return in(BOLD, text);
    }
}
