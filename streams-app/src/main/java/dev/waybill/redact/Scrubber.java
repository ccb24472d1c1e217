package dev.waybill.redact;

import dev.waybill.event.Characters;
import dev.waybill.event.IpAddress;
import java.io.ByteArrayOutputStream;
import java.net.IDN;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.BitSet;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Replaces secrets by {@code -} where they stand in text as whole words; see {@link Redactor} for the rules. */
final class Scrubber {
    /** More rounds of percent-decoding than this are an attempt to hide something. */
    static final int MAX_ROUNDS = 8;

    /** Without any of these, text can be parsed as a URI. */
    private static final long MAY_NOT_PARSE =
            Characters.CONTROL | Characters.NON_ASCII | Characters.of('%') | Characters.of('[');

    private static final byte[] HIDDEN = {'-'};
    private static final int PUNYCODE_PREFIX = 4;

    private final Secrets secrets;

    Scrubber(Secrets secrets) {
        this.secrets = secrets;
    }

    /** What kind of text it is. */
    enum Style {
        /** Hidden as a whole if it cannot be parsed. */
        URI,
        /** Dots separate words; hidden as a whole if it cannot be parsed. */
        HOST,
        TEXT;

        private boolean isStrict() {
            return this != TEXT;
        }
    }

    /**
     * The text without secrets; null if there are none and it stays as it is.
     *
     * @param characters the {@link Characters} of the text
     */
    byte @Nullable [] scrub(byte[] text, int offset, int length, long characters, Style style) {
        boolean parseable = !style.isStrict() || (characters & MAY_NOT_PARSE) == 0;
        if (parseable && !secrets.mayOccur(text, offset, length, characters)) {
            return null;
        }
        return search(text, offset, length, style);
    }

    /** The same as {@link #scrub}, the thorough way. */
    byte @Nullable [] search(byte[] text, int offset, int length, Style style) {
        DecodedText decoded = DecodedText.of(text, offset, length);
        if (style.isStrict() && !isParseable(decoded)) {
            return HIDDEN;
        }
        BitSet hidden = new BitSet(length);
        DecodedText next = decoded;
        for (int round = 0; next != null; round++) {
            boolean malformed = style.isStrict() && next.isMalformed();
            if (malformed || round > MAX_ROUNDS) {
                return HIDDEN;
            }
            hide(next, hostZones(next, style), hidden);
            if (hasLookalike(next, hostZones(next, style), hidden)) {
                return HIDDEN;
            }
            next = next.decoded();
        }
        return hidden.isEmpty() ? null : without(text, offset, length, hidden);
    }

    private static boolean isParseable(DecodedText text) {
        if (text.isMalformed() || text.hasStrayPercent()) {
            return false;
        }
        for (int i = 0; i < text.length(); i++) {
            if (text.at(i) < 0x20 || text.at(i) == 0x7f) {
                return false;
            }
        }
        return hasValidAuthority(text.text(0, text.length()));
    }

    private static boolean hasValidAuthority(String uri) {
        int slashes = uri.startsWith("//") ? 0 : uri.indexOf("://");
        if (slashes < 0) {
            return true;
        }
        int begin = uri.indexOf("//", slashes) + 2;
        int end = begin;
        while (end < uri.length() && "/?#".indexOf(uri.charAt(end)) < 0) {
            end++;
        }
        String authority = uri.substring(begin, end);
        int bracket = authority.indexOf('[');
        return bracket < 0 || IpAddress.parse(authority.substring(authority.indexOf('@') + 1)) != null;
    }

    /** Which characters belong to a host, where dots separate words. */
    private static BitSet hostZones(DecodedText text, Style style) {
        BitSet zones = new BitSet(text.length());
        if (style == Style.HOST) {
            zones.set(0, text.length());
            return zones;
        }
        boolean inHost = false;
        for (int i = 0; i < text.length(); i++) {
            int c = text.at(i);
            if (c == '/' && i > 0 && text.at(i - 1) == '/') {
                int before = i > 1 ? text.at(i - 2) : ':';
                inHost = before != '/' && !CaseFold.isWord(before);
            } else if (!CaseFold.isWord(c) && c != ':' && c != '@' && c != '[' && c != ']') {
                inHost = false;
            }
            zones.set(i, inHost);
        }
        return zones;
    }

    private void hide(DecodedText text, BitSet hosts, BitSet hidden) {
        for (int i = 0; i < text.length(); i++) {
            for (Secrets.Secret secret : secrets.all()) {
                int end = i + secret.characters().length;
                if (startsAt(secret, text, i) && isWhole(secret, text, hosts, i, end)) {
                    hidden.set(text.from(i), text.to(end - 1));
                }
            }
        }
        if (!secrets.addresses().isEmpty()) {
            hideAddresses(text, hidden);
        }
    }

    private static boolean startsAt(Secrets.Secret secret, DecodedText text, int at) {
        int[] characters = secret.characters();
        if (at + characters.length > text.length()) {
            return false;
        }
        for (int i = 0; i < characters.length; i++) {
            if (CaseFold.fold(text.at(at + i)) != characters[i]) {
                return false;
            }
        }
        return true;
    }

    private static boolean isWhole(Secrets.Secret secret, DecodedText text, BitSet hosts, int start, int end) {
        if (secret.address()) {
            return (start == 0 || !CaseFold.isDigit(text.at(start - 1)))
                    && (end == text.length() || !CaseFold.isDigit(text.at(end)));
        }
        return (start == 0 || isSeparator(text, hosts, start - 1) || isSeparator(text, hosts, start))
                && (end == text.length() || isSeparator(text, hosts, end) || isSeparator(text, hosts, end - 1));
    }

    private static boolean isSeparator(DecodedText text, BitSet hosts, int at) {
        int c = text.at(at);
        return !CaseFold.isWord(c) || c == '.' && hosts.get(at);
    }

    /** Finds addresses however they are written: {@code 2001:DB8:0:0::9} for {@code 2001:db8::9}. */
    private void hideAddresses(DecodedText text, BitSet hidden) {
        int start = 0;
        while (start < text.length()) {
            int end = start;
            int colons = 0;
            while (end < text.length() && CaseFold.isAddressCharacter(text.at(end))) {
                colons += text.at(end++) == ':' ? 1 : 0;
            }
            if (colons >= 2) {
                hideAddress(text, start, end, hidden);
            }
            start = end + 1;
        }
    }

    private void hideAddress(DecodedText text, int start, int end, BitSet hidden) {
        for (int from = start; from < end && from <= start + 1; from++) {
            for (int to = end; to > from && to >= end - 1; to--) {
                IpAddress address = IpAddress.parse(text.text(from, to));
                if (address != null && secrets.addresses().contains(address)) {
                    hidden.set(text.from(from), text.to(to - 1));
                    return;
                }
            }
        }
    }

    /**
     * Whether a secret stands there in other characters that a reader takes for the same: composed or decomposed, full
     * width, or a host label in Punycode. Their place is not looked for.
     */
    private boolean hasLookalike(DecodedText text, BitSet hosts, BitSet hidden) {
        StringBuilder visible = new StringBuilder();
        boolean ascii = true;
        for (int i = 0; i < text.length(); i++) {
            boolean gone = hidden.get(text.from(i));
            visible.appendCodePoint(gone ? '/' : text.at(i));
            ascii &= gone || text.at(i) < 0x80;
        }
        String all = visible.toString();
        boolean punycode = indexOfPunycode(all) >= 0;
        if (ascii && !punycode && !secrets.haveNonAscii()) {
            return false;
        }
        byte[] plain = plain(punycode ? withoutPunycode(all) : all).getBytes(StandardCharsets.UTF_8);
        DecodedText readable = DecodedText.of(plain, 0, plain.length);
        BitSet zones = new BitSet();
        if (!hosts.isEmpty()) {
            zones.set(0, readable.length());
        }
        return secrets.all().stream().anyMatch(secret -> contains(readable, zones, secret));
    }

    private static boolean contains(DecodedText readable, BitSet zones, Secrets.Secret secret) {
        String text = new String(secret.characters(), 0, secret.characters().length);
        int[] characters = plain(text).codePoints().map(CaseFold::fold).toArray();
        Secrets.Secret plain = new Secrets.Secret(characters, secret.address());
        for (int i = 0; i < readable.length(); i++) {
            if (startsAt(plain, readable, i) && isWhole(plain, readable, zones, i, i + characters.length)) {
                return true;
            }
        }
        return false;
    }

    /** One form for all that looks the same, by Unicode's compatibility forms and full case folding. */
    private static String plain(String text) {
        String upper = Normalizer.normalize(text, Normalizer.Form.NFKC).toUpperCase(Locale.ROOT);
        return Normalizer.normalize(upper.toLowerCase(Locale.ROOT), Normalizer.Form.NFKC);
    }

    private static int indexOfPunycode(String text) {
        for (int i = 0; i + PUNYCODE_PREFIX <= text.length(); i++) {
            if (text.regionMatches(true, i, "xn--", 0, PUNYCODE_PREFIX)) {
                return i;
            }
        }
        return -1;
    }

    private static String withoutPunycode(String text) {
        StringBuilder readable = new StringBuilder();
        for (String label : text.split("(?<=[^A-Za-z0-9-])|(?=[^A-Za-z0-9-])", -1)) {
            readable.append(indexOfPunycode(label) == 0 ? IDN.toUnicode(label, IDN.ALLOW_UNASSIGNED) : label);
        }
        return readable.toString();
    }

    private static byte[] without(byte[] text, int offset, int length, BitSet hidden) {
        ByteArrayOutputStream kept = new ByteArrayOutputStream(length);
        int at = 0;
        while (at < length) {
            int begin = hidden.nextSetBit(at);
            int end = begin < 0 ? length : begin;
            kept.write(text, offset + at, end - at);
            if (begin < 0) {
                break;
            }
            kept.writeBytes(HIDDEN);
            at = hidden.nextClearBit(begin);
        }
        return kept.toByteArray();
    }
}
