package dev.waybill.control.preview.leak;

import dev.waybill.contract.YamlName;

/** One thing that is done to a value's writing. What redaction promises to find is told apart from what it does not. */
public enum Step {
    OTHER_CASE("other case", Promise.FOUND),
    LETTER_FORMS("other forms of its letters", Promise.FOUND),
    INVISIBLE_CHARACTERS("characters in between that cannot be seen", Promise.FOUND),
    WHITE_SPACE("other white space", Promise.FOUND),
    PERCENT_ENCODED("percent-encoded", Promise.FOUND),
    ESCAPES("with escapes of JSON or of server logs", Promise.FOUND),
    PUNYCODE("in Punycode", Promise.FOUND),
    ADDRESS_SPELLING("another spelling of the address", Promise.FOUND),
    NUMBER_SPELLING("another spelling of the number", Promise.FOUND),
    PART_OF_WORD("part of a longer word", Promise.NONE),
    PART_OF_NAME("part of a name, which part-of-name keeps", Promise.NONE),
    NO_WHITE_SPACE("without its white space, or with some inside of a word", Promise.NONE),
    BASE64("in Base64", Promise.NONE),
    HEXADECIMAL("its bytes in hexadecimal", Promise.NONE),
    MD5("its MD5", Promise.NONE),
    SHA_1("its SHA-1", Promise.NONE),
    SHA_256("its SHA-256", Promise.NONE),
    HTML_ENTITIES("in HTML entities", Promise.NONE),
    QUOTED_PRINTABLE("quoted-printable", Promise.NONE),
    ADDRESS_NUMBER("the address as one number", Promise.NONE),
    ADDRESS_REVERSED("the address reversed, as for a reverse lookup", Promise.NONE),
    NOT_SEARCHED("where redaction does not look for it", Promise.NONE),
    OTHER_EVENT("in an event that did not have it in the field", Promise.NONE);

    /** Whether redaction says that it finds values so. */
    private enum Promise {
        FOUND,
        NONE
    }

    private final String words;
    private final Promise promise;

    Step(String words, Promise promise) {
        this.words = words;
        this.promise = promise;
    }

    /** In a few words. */
    public String words() {
        return words;
    }

    /** For programs. */
    public String word() {
        return YamlName.of(this);
    }

    /** Whether redaction takes it off once only, after all percent-encoding. */
    boolean isInnermost() {
        return this == ESCAPES || this == PUNYCODE;
    }

    /** Whether redaction promises to find a value that is written so. */
    public boolean isPromised() {
        return promise == Promise.FOUND;
    }
}
