package dev.waybill.imports.line;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The request line. One that is no HTTP is all {@code uri}, with the escapes it was logged with: its bytes are no text.
 * It may be empty, which is not the same as unknown. The format {@code apache-combined} writes each of these as it was.
 */
public record RequestField() implements LineField {
    private static final Pattern HTTP =
            Pattern.compile("([A-Za-z_-]{1,32}) ([^ ].*?)(?: (HTTP/\\d(?:\\.\\d)?))?", Pattern.DOTALL);

    @Override
    public String name() {
        return "request";
    }

    @Override
    public void put(RawText raw, EntryDraft draft) {
        if (raw.logged().equals("-")) {
            return;
        }
        Matcher http = HTTP.matcher(raw.logged());
        boolean isHttp = http.matches();
        if (!isHttp || http.group(1).equals("-") && http.group(3) == null) {
            draft.text("uri", raw.kept());
            return;
        }
        if (!http.group(1).equals("-")) {
            draft.text("method", http.group(1));
        }
        draft.text("uri", new RawText(http.group(2), raw.escape()).text());
        if (http.group(3) != null) {
            draft.text("protocol", http.group(3));
        }
    }
}
