package dev.waybill.control.preview.leak;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Finds the IP addresses of a text, in every spelling that redaction promises to find. */
final class Addresses {
    /**
     * An address in a text.
     *
     * @param spelled as it stands there
     */
    record Found(String spelled, Address address) {
        @Override
        public String toString() {
            return address.toString();
        }
    }

    private static final Pattern V4 = Pattern.compile(
            "(?<![0-9])(?=([0-9]{1,3})([._-])([0-9]{1,3})\\2([0-9]{1,3})\\2([0-9]{1,3})(?![0-9]))");
    private static final Pattern HOST =
            Pattern.compile("//(?:[^/@?#\\s]*@)?([0-9][0-9A-Fa-fxX.]*)(?=[:/?#\"'\\s\\\\]|$)");
    private static final int LONGEST_V6 = 45;

    private Addresses() {}

    static List<Found> in(String text) {
        List<Found> found = new ArrayList<>();
        if (!text.chars().anyMatch(Character::isDigit) && text.indexOf(':') < 0) {
            return found;
        }
        Matcher v4 = V4.matcher(text);
        while (v4.find()) {
            String[] numbers = {v4.group(1), v4.group(3), v4.group(4), v4.group(5)};
            Address.v4(numbers)
                    .ifPresent(address -> found.add(new Found(text.substring(v4.start(), v4.end(5)), address)));
        }
        Matcher host = HOST.matcher(text);
        while (host.find()) {
            String numbers = host.group(1);
            if (!numbers.matches("[0-9]{1,3}(\\.[0-9]{1,3}){3}") || numbers.matches(".*(^|\\.)0[0-9].*")) {
                Address.host(numbers).ifPresent(address -> found.add(new Found(numbers, address)));
            }
        }
        for (char joint : new char[] {':', '-', '_'}) {
            v6(text, joint, found);
        }
        return found;
    }

    private static void v6(String text, char joint, List<Found> found) {
        if (text.indexOf(joint) == text.lastIndexOf(joint)) {
            return;
        }
        String colons = text.replace(joint, ':');
        for (int at = 0; at < colons.length(); at++) {
            char c = colons.charAt(at);
            boolean begins = (isHex(c) || c == ':' && colons.startsWith("::", at))
                    && (at == 0 || !isHex(colons.charAt(at - 1)));
            if (begins) {
                takeV6(text, colons, joint, at, found);
            }
        }
    }

    /** Takes every address that begins here: what follows behind another colon may be a port. */
    private static void takeV6(String text, String colons, char joint, int from, List<Found> found) {
        int limit = Math.min(colons.length(), from + LONGEST_V6);
        for (int to = from + 2; to <= limit && isOfAddress(colons.charAt(to - 1)); to++) {
            if (to < colons.length() && isHex(colons.charAt(to))) {
                continue;
            }
            String spelled = text.substring(from, to);
            boolean mixed = joint != ':' && spelled.indexOf(':') >= 0;
            Optional<Address> address = mixed ? Optional.empty() : Address.v6(colons.substring(from, to));
            address.ifPresent(v6 -> found.add(new Found(spelled, v6)));
        }
    }

    private static boolean isOfAddress(char c) {
        return isHex(c) || c == ':' || c == '.';
    }

    private static boolean isHex(char c) {
        return c < 0x80 && Character.digit(c, 16) >= 0;
    }
}
