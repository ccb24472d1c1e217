package dev.waybill.control.preview.leak;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * A text that tells whoever knows how to read it that a value stands there, in a form that redaction does not look for.
 *
 * @param text in lower case where case does not matter in it
 * @param step what was done to the value
 * @param matters whether upper and lower case are told apart
 */
record Code(String text, Step step, Case matters) {
    /** Whether upper and lower case are told apart. */
    enum Case {
        MATTERS,
        DOES_NOT_MATTER
    }

    /** Shorter texts stand everywhere by chance. */
    private static final int SHORTEST = 4;

    private static final Map<String, Step> DIGESTS =
            Map.of("MD5", Step.MD5, "SHA-1", Step.SHA_1, "SHA-256", Step.SHA_256);
    private static final int BITS = 6;

    /** All codes of a value: as it is, and in lower and upper case. */
    static List<Code> of(String value) {
        Set<String> cases = new LinkedHashSet<>(
                List.of(value, value.toLowerCase(Locale.ROOT), value.toUpperCase(Locale.ROOT)));
        Set<Code> codes = new LinkedHashSet<>();
        for (String one : cases) {
            byte[] bytes = one.getBytes(StandardCharsets.UTF_8);
            for (int before = 0; before < 3; before++) {
                addBase64(base64(bytes, before), Step.BASE64, codes);
            }
            if (bytes.length >= SHORTEST) {
                codes.add(new Code(HexFormat.of().formatHex(bytes), Step.HEXADECIMAL, Case.DOES_NOT_MATTER));
            }
            DIGESTS.forEach((algorithm, step) -> {
                byte[] digest = digest(algorithm, bytes);
                codes.add(new Code(HexFormat.of().formatHex(digest), step, Case.DOES_NOT_MATTER));
                addBase64(Base64.getEncoder().withoutPadding().encodeToString(digest), step, codes);
            });
        }
        return List.copyOf(codes);
    }

    /** Those of an address beside those of its text. */
    static List<Code> of(Address address) {
        List<Code> codes = new ArrayList<>();
        StringBuilder reversed = new StringBuilder();
        if (address.isV4()) {
            long number = Long.parseLong(address.hex(), 16);
            codes.add(new Code(Long.toString(number), Step.ADDRESS_NUMBER, Case.DOES_NOT_MATTER));
            byte[] bytes = address.bytes();
            for (int i = bytes.length - 1; i >= 0; i--) {
                reversed.append(bytes[i] & 0xff).append(i == 0 ? "" : ".");
            }
        } else {
            for (int i = address.hex().length() - 1; i >= 0; i--) {
                reversed.append(address.hex().charAt(i)).append(i == 0 ? "" : ".");
            }
        }
        codes.add(new Code(address.hex(), Step.ADDRESS_NUMBER, Case.DOES_NOT_MATTER));
        codes.add(new Code(reversed.toString(), Step.ADDRESS_REVERSED, Case.DOES_NOT_MATTER));
        return codes;
    }

    private static void addBase64(String text, Step step, Set<Code> codes) {
        if (text.length() >= SHORTEST) {
            codes.add(new Code(text, step, Case.MATTERS));
            codes.add(new Code(text.replace('+', '-').replace('/', '_'), step, Case.MATTERS));
        }
    }

    /** What all Base64 texts have in common in which the bytes stand behind so many others, whatever is around them. */
    private static String base64(byte[] bytes, int before) {
        byte[] shifted = new byte[before + bytes.length];
        System.arraycopy(bytes, 0, shifted, before, bytes.length);
        String text = Base64.getEncoder().withoutPadding().encodeToString(shifted);
        int first = (before * Byte.SIZE + BITS - 1) / BITS;
        int end = shifted.length * Byte.SIZE / BITS;
        return first < end ? text.substring(first, end) : "";
    }

    private static byte[] digest(String algorithm, byte[] bytes) {
        try {
            return MessageDigest.getInstance(algorithm).digest(bytes);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has " + algorithm, e);
        }
    }

    boolean standsIn(Reading reading) {
        return matters == Case.MATTERS
                ? reading.text().contains(text)
                : step == Step.ADDRESS_NUMBER || step == Step.ADDRESS_REVERSED
                        ? Words.count(reading.folded(), text).whole() > 0
                        : reading.folded().contains(text);
    }

    /** Names the form only. */
    @Override
    public String toString() {
        return "Code " + step;
    }
}
