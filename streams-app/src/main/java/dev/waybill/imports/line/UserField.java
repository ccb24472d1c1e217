package dev.waybill.imports.line;

import java.util.regex.Pattern;

/**
 * The user as the server knows it. Apache writes blanks in it as they are, so it ends only where the next field begins;
 * what looks as if it held further fields, or is an address, is a sign that the line has another format. Nothing, and
 * Apache's {@code ""}, are no user.
 */
public record UserField() implements LineField {
    private static final Pattern FURTHER_FIELDS = Pattern.compile("- .*|.* -|.* - .*", Pattern.DOTALL);

    @Override
    public String name() {
        return "user";
    }

    @Override
    public void put(RawText raw, EntryDraft draft) throws BadLineException {
        if (raw.isNothing() || raw.logged().equals("\"\"")) {
            return;
        }
        // Blanks that are written with an escape separate nothing.
        if (FURTHER_FIELDS.matcher(raw.logged()).matches()) {
            throw new BadLineException("more fields before the time than the format has");
        }
        String user = raw.text();
        if (HostText.looksLikeAddresses(user)) {
            throw new BadLineException("the user is an IP address");
        }
        draft.text("user.identifier", user);
    }

    @Override
    public boolean mayHoldBlanks() {
        return true;
    }
}
