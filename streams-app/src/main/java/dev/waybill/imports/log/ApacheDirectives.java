package dev.waybill.imports.log;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.waybill.imports.line.ClientField;
import dev.waybill.imports.line.IdentField;
import dev.waybill.imports.line.IgnoredField;
import dev.waybill.imports.line.LineEscape;
import dev.waybill.imports.line.LineField;
import dev.waybill.imports.line.LineTemplate;
import dev.waybill.imports.line.NumberField;
import dev.waybill.imports.line.RequestField;
import dev.waybill.imports.line.ServerField;
import dev.waybill.imports.line.StatusField;
import dev.waybill.imports.line.TargetField;
import dev.waybill.imports.line.TextField;
import dev.waybill.imports.line.TimeField;
import dev.waybill.imports.line.UserField;
import dev.waybill.imports.line.time.CommonLogTime;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Makes a line template from Apache's {@code LogFormat}. Source: Apache HTTP Server 2.4, mod_log_config, mod_logio and
 * mod_ssl.
 */
final class ApacheDirectives {
    /** Modifiers, argument, and the letter. */
    private static final Pattern DIRECTIVE = Pattern.compile("%([!<>0-9,]*)(?:\\{([^}]*)})?([<>]?)(\\^t[io]|[A-Za-z])");

    private static final Pattern TIMES = Pattern.compile("%[!<>0-9,]*\\{[^}]*}t(?:[^%\"\\]|]*%[!<>0-9,]*\\{[^}]*}t)*");

    private final String format;
    private final LineTemplate.Builder template = LineTemplate.escapedBy(LineEscape.BACKSLASH);
    private int at;
    private boolean hasTime;

    private ApacheDirectives(String format) {
        this.format = format;
    }

    /** @throws IllegalArgumentException if the string is not one; the message says what to change */
    static LineTemplate compile(String logFormat) {
        return new ApacheDirectives(logFormat).compile();
    }

    private LineTemplate compile() {
        while (at < format.length()) {
            char c = format.charAt(at);
            if (c == '\\' && at + 1 < format.length()) {
                template.text(unescaped(format.charAt(at + 1)));
                at += 2;
            } else if (format.startsWith("%%", at)) {
                template.text("%");
                at += 2;
            } else if (c == '%') {
                directive();
            } else {
                int next = format.offsetByCodePoints(at, 1);
                template.text(new String(format.substring(at, next).getBytes(UTF_8), ISO_8859_1));
                at = next;
            }
        }
        if (!hasTime) {
            throw new IllegalArgumentException("--log-format names no time; an event needs %t or %{...}t");
        }
        return template.build();
    }

    private static String unescaped(char c) {
        return switch (c) {
            case 't' -> "\t";
            case '"', '\\' -> String.valueOf(c);
            default -> "\\" + c;
        };
    }

    private void directive() {
        Matcher times = TIMES.matcher(format).region(at, format.length());
        if (times.lookingAt()) {
            add(new TimeField(ApacheTimes.of(times.group())), 0, times.group());
            hasTime = true;
            at = times.end();
            return;
        }
        Matcher directive = DIRECTIVE.matcher(format).region(at, format.length());
        if (!directive.lookingAt()) {
            throw new IllegalArgumentException("--log-format: a percent sign without a directive at character "
                    + (at + 1) + "; a percent sign itself is %%");
        }
        at = directive.end();
        String letter = directive.group(4);
        if (letter.equals("t")) {
            template.text("[");
            template.field(new TimeField(new CommonLogTime())).text("]");
            hasTime = true;
        } else if (letter.equals("U") && format.startsWith("%q", at)) {
            at += 2;
            add(new TargetField(TargetField.Part.URI), 1, "%U%q");
        } else {
            String argument = directive.group(2) == null ? "" : directive.group(2);
            boolean isFinal = (directive.group(1) + directive.group(3)).contains(">");
            add(field(letter, argument, directive.group()), rank(letter, argument, isFinal), directive.group());
        }
    }

    private void add(LineField field, int rank, String directive) {
        FormatString.requireApart(template, directive);
        template.field(field, rank);
    }

    /** The final status, the client behind proxies, the request's own host, the bytes of the body count first. */
    private static int rank(String letter, String argument, boolean isFinal) {
        return switch (letter) {
            case "s" -> isFinal ? 0 : 1;
            case "a" -> argument.isEmpty() ? 0 : 1;
            case "O", "v", "V", "U", "q", "m", "H" -> 1;
            default -> 0;
        };
    }

    private static LineField field(String letter, String argument, String shown) {
        return switch (letter) {
            case "h", "a" -> new ClientField("client");
            case "l" -> new IdentField();
            case "u" -> new UserField();
            case "r" -> new RequestField();
            case "s" -> new StatusField();
            case "b", "B", "O" -> NumberField.of("number of bytes", "bytes");
            case "I" -> NumberField.of("number of bytes received", "cdn.request_bytes");
            case "D" -> NumberField.micros("time taken", "time_taken_ms");
            case "T" -> timeTaken(argument);
            case "v", "V" -> new ServerField();
            case "m" -> new TargetField(TargetField.Part.METHOD);
            case "U" -> new TargetField(TargetField.Part.PATH);
            case "q" -> new TargetField(TargetField.Part.SEARCH);
            case "H" -> new TargetField(TargetField.Part.PROTOCOL);
            case "i" -> HeaderFields.request(argument.toLowerCase(Locale.ROOT), shown);
            case "o" -> HeaderFields.response(argument.toLowerCase(Locale.ROOT), shown);
            case "p" ->
                argument.equals("remote")
                        ? NumberField.of("client's port", "cdn.client_port")
                        : new IgnoredField(shown);
            case "x", "e" -> variable(argument, shown);
            case "A", "C", "f", "k", "L", "n", "P", "R", "S", "X", "^ti", "^to" -> new IgnoredField(shown);
            default ->
                throw new IllegalArgumentException(
                        "--log-format: Apache has no directive " + shown + "; a percent sign itself is %%");
        };
    }

    private static LineField timeTaken(String unit) {
        return switch (unit) {
            case "ms" -> NumberField.of("time taken", "time_taken_ms");
            case "us" -> NumberField.micros("time taken", "time_taken_ms");
            default -> NumberField.seconds("time taken", "time_taken_ms");
        };
    }

    private static LineField variable(String name, String shown) {
        return switch (name) {
            case "SSL_PROTOCOL" -> new TextField("TLS version", "s3.tls_version");
            case "SSL_CIPHER" -> new TextField("cipher suite", "s3.cipher_suite");
            case "UNIQUE_ID" -> new TextField("request id", "request_id");
            default -> new IgnoredField(shown);
        };
    }
}
