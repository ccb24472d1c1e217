package dev.waybill.leak;

import dev.waybill.kind.redaction.PartOfName;
import java.net.IDN;
import java.net.InetAddress;
import java.util.Random;
import java.util.regex.Pattern;

/** A value that is redacted, how it can be written elsewhere, and what only resembles it. */
interface Secret {
    /** As it stands in its own field. */
    String plain();

    /** A way to write it. */
    String disguised(Random random);

    /** What contains it or is like it, and is another value; empty if nothing is. */
    String innocent(Random random);

    /** As a label of a host, or all of it; empty if it cannot be one. */
    String host(Random random);

    /** A letter or the like that may stand directly beside it; empty for none. */
    String beside(Random random);

    /** Whether hyphens and the like can make it a part of a longer name. */
    boolean canBePartOfName();

    boolean isIn(String text);

    private static String joints(PartOfName rule) {
        return rule == PartOfName.KEEP ? "-_." : "";
    }

    /** A name or text in some script. */
    record Word(String plain, Alphabet alphabet, String normal, Pattern continues) implements Secret {
        private static final String[] BLANKS = {" ", "  ", "\t", "\u00a0", "\r\n"};

        static Word random(Random random, PartOfName rule) {
            Alphabet[] all = Alphabet.values();
            Alphabet alphabet = random.nextInt(3) == 0 ? Alphabet.LATIN : all[random.nextInt(all.length)];
            String value = alphabet.value(random);
            // What joins names in full width joins nothing, so that such a value has two meanings where names are kept.
            if (rule == PartOfName.HIDE && alphabet == Alphabet.LATIN && random.nextInt(3) == 0) {
                value += "- .@_/+".charAt(random.nextInt(7)) + alphabet.value(random);
            }
            if (rule == PartOfName.HIDE && alphabet.isSpaced() && random.nextInt(4) == 0) {
                value += BLANKS[random.nextInt(BLANKS.length)] + alphabet.value(random);
            }
            Pattern continues = alphabet.isSpaced() ? PlainReader.continues(joints(rule)) : PlainReader.nothing();
            return new Word(value, alphabet, PlainReader.normal(value), continues);
        }

        @Override
        public String disguised(Random random) {
            return Disguise.any(random, plain);
        }

        @Override
        public String innocent(Random random) {
            if (!alphabet.isSpaced()) {
                return alphabet.word(random) + plain.substring(plain.offsetByCodePoints(0, 1)) + alphabet.word(random);
            }
            String before = random.nextBoolean() ? alphabet.word(random) : "";
            String after = before.isEmpty() || random.nextBoolean() ? alphabet.word(random) : "";
            String beside =
                    random.nextInt(4) == 0 ? before + plain + after + random.nextInt(10) : before + plain + after;
            return Disguise.whole(random, beside);
        }

        @Override
        public String host(Random random) {
            if (plain.chars().allMatch(c -> c < 0x80 && Character.isLetterOrDigit(c))) {
                return Disguise.encoded(random, plain, random.nextInt(2));
            }
            return alphabet == Alphabet.FOLDED ? "" : punycode(plain);
        }

        @Override
        public String beside(Random random) {
            return alphabet.isSpaced() ? Alphabet.HAN.word(random) : alphabet.word(random);
        }

        @Override
        public boolean canBePartOfName() {
            return alphabet.isSpaced();
        }

        @Override
        public boolean isIn(String text) {
            return PlainReader.finds(normal, continues, text);
        }

        private static String punycode(String label) {
            try {
                String encoded = IDN.toASCII(label, IDN.ALLOW_UNASSIGNED);
                return encoded.matches("xn--[a-z0-9-]{1,55}") ? encoded : "";
            } catch (IllegalArgumentException e) {
                return "";
            }
        }
    }

    /** An IP address. */
    record Address(InetAddress address) implements Secret {
        @Override
        public String plain() {
            return Spelling.plain(address);
        }

        @Override
        public String disguised(Random random) {
            return Spelling.any(random, address);
        }

        @Override
        public String innocent(Random random) {
            String other = Spelling.any(random, Spelling.neighbour(random, address));
            boolean dotted = other.matches("[0-9.]+");
            return dotted && random.nextBoolean() ? Spelling.plain(address) + random.nextInt(10) : other;
        }

        @Override
        public String host(Random random) {
            return Spelling.host(random, address);
        }

        @Override
        public String beside(Random random) {
            return Alphabet.values()[random.nextInt(Alphabet.values().length)].word(random);
        }

        @Override
        public boolean canBePartOfName() {
            return false;
        }

        @Override
        public boolean isIn(String text) {
            return PlainReader.findsAddress(address, text);
        }
    }

    /** A number that identifies somebody. */
    record Id(String plain, Pattern continues) implements Secret {
        static Id random(Random random, PartOfName rule) {
            String digits = Long.toString(100_000_000L + random.nextInt(800_000_000));
            return new Id(digits, PlainReader.continues(joints(rule)));
        }

        @Override
        public String disguised(Random random) {
            return Disguise.any(random, plain);
        }

        @Override
        public String innocent(Random random) {
            return random.nextBoolean() ? plain + random.nextInt(10) : "w" + plain;
        }

        @Override
        public String host(Random random) {
            return plain;
        }

        @Override
        public String beside(Random random) {
            return Alphabet.HAN.word(random);
        }

        @Override
        public boolean canBePartOfName() {
            return true;
        }

        @Override
        public boolean isIn(String text) {
            return PlainReader.finds(plain, continues, text);
        }

        /** The same number in JSON. */
        String number(Random random) {
            int shift = 1 + random.nextInt(plain.length() - 1);
            return switch (random.nextInt(5)) {
                case 0 -> plain + ".0";
                case 1 -> plain.substring(0, shift) + "." + plain.substring(shift) + "e" + (plain.length() - shift);
                case 2 -> plain + "00E-2";
                case 3 -> "0." + plain + "e+" + plain.length();
                default -> plain;
            };
        }
    }
}
