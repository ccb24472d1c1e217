package dev.waybill.spec;

import java.util.regex.Pattern;

/** A secret is never written into a spec, but referred to: {@code ${env:NAME}} or {@code ${file:/path}}. */
public final class ReferenceSyntax {
    private static final Pattern REFERENCE =
            Pattern.compile("\\$\\{(?:env:[A-Za-z_][A-Za-z0-9_]*|file:/[^{}\\p{Cntrl}]+)}");

    private ReferenceSyntax() {}

    /** Whether the whole text is a reference. */
    public static boolean isReference(String text) {
        return REFERENCE.matcher(text).matches();
    }
}
