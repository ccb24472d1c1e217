package dev.waybill.kind.format;

/** What stands between two parts of a line. The YAML name is the lower-case constant. */
public enum Separator {
    SPACE(' '),
    TAB('\t');

    private final char character;

    Separator(char character) {
        this.character = character;
    }

    public char character() {
        return character;
    }
}
