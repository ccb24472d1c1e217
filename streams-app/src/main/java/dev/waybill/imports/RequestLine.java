package dev.waybill.imports;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The request as it was logged, in parts as far as it can be told apart; what cannot is all {@code uri}. */
record RequestLine(Optional<String> method, Optional<String> uri, Optional<String> protocol) {
    private static final Pattern PARTS =
            Pattern.compile("([A-Za-z_-]{1,32}) (.*?)(?: (HTTP/\\d(?:\\.\\d)?))?", Pattern.DOTALL);

    static RequestLine of(Optional<String> logged) {
        if (logged.isEmpty()) {
            return new RequestLine(Optional.empty(), Optional.empty(), Optional.empty());
        }
        Matcher parts = PARTS.matcher(logged.get());
        return parts.matches()
                ? new RequestLine(
                        Optional.of(parts.group(1)), Optional.of(parts.group(2)), Optional.ofNullable(parts.group(3)))
                : new RequestLine(Optional.empty(), logged, Optional.empty());
    }
}
