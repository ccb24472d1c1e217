package dev.waybill.leak;

import dev.waybill.kind.redaction.PartOfName;
import java.util.Random;
import java.util.regex.Pattern;

/** A text in which values stand or almost do, and what must be left of it. */
final class Composition {
    private static final String[] TEXT_SEPARATORS = {
        " ", "/", ".", "-", "_", ",", ";", ": ", "(", ")", "\"", "'", "@", "=", "&", "?", "#", "|", "<", ">", "[", "]",
        "{", "}", "!", "~", "*", "$", "、", "。", "「", "…", "™", "²", "½", "😀", "\t", "\u00a0", " - ", "...", "+", "\\"
    };
    private static final String[] URI_SEPARATORS = {
        "/",
        ".",
        "-",
        "_",
        "~",
        ";",
        ",",
        "@",
        "!",
        "$",
        "'",
        "(",
        ")",
        "*",
        "&",
        "=",
        "+",
        "%20",
        "%2F",
        "%252f",
        "%E2%80%A6"
    };
    private static final String JOINTS = "-_.";
    private static final Pattern CONTROLS = Pattern.compile("[\\x00-\\x1f]");
    private static final Pattern SLASHES = Pattern.compile("/|%(25)?2[fF]");

    private final Random random;
    private final Secret secret;
    private final PartOfName rule;
    private final boolean inUri;
    private final StringBuilder text = new StringBuilder();
    private final StringBuilder left = new StringBuilder();

    private Composition(Random random, Secret secret, PartOfName rule, boolean inUri) {
        this.inUri = inUri;
        this.random = random;
        this.secret = secret;
        this.rule = rule;
    }

    String text() {
        return text.toString();
    }

    String left() {
        return left.toString();
    }

    boolean isChanged() {
        return !text().equals(left());
    }

    static Composition text(Random random, Secret secret, PartOfName rule) {
        Composition composition = new Composition(random, secret, rule, false);
        composition.pieces(TEXT_SEPARATORS);
        return composition;
    }

    static Composition uri(Random random, Secret secret, PartOfName rule) {
        Composition composition = new Composition(random, secret, rule, true);
        if (random.nextInt(3) == 0 && rule == PartOfName.HIDE) {
            composition.both("https://");
            composition.hostOfUri();
        }
        composition.both("/");
        composition.pieces(URI_SEPARATORS);
        if (random.nextBoolean()) {
            composition.both("?");
            composition.pieces(URI_SEPARATORS);
        }
        if (random.nextInt(10) == 0) {
            composition.brokenQuery();
        }
        return composition;
    }

    static Composition host(Random random, Secret secret, PartOfName rule) {
        Composition composition = new Composition(random, secret, rule, false);
        if (secret instanceof Secret.Address) {
            composition.address();
        } else {
            composition.label();
            composition.label();
            composition.both("example.test");
        }
        return composition;
    }

    private void label() {
        String label = secret.host(random);
        if (label.isEmpty() || random.nextBoolean()) {
            both("www.");
        } else {
            planted(label);
            both(".");
        }
    }

    private void address() {
        String host = secret.host(random);
        if (host.startsWith("[")) {
            both("[");
            planted(host.substring(1, host.length() - 1));
            both("]:443");
        } else {
            planted(host);
        }
    }

    private void hostOfUri() {
        if (secret instanceof Secret.Address) {
            both(random.nextBoolean() ? "user@" : "");
            address();
        } else {
            label();
            both("example.test");
        }
    }

    /** Pieces with separators between, and perhaps around them. */
    private void pieces(String[] separators) {
        boolean separated = true;
        for (int i = random.nextInt(4); i >= 0; i--) {
            if (!separated || random.nextBoolean()) {
                both(separators[random.nextInt(separators.length)]);
            }
            piece(separators, i == 0);
            separated = false;
        }
    }

    private void piece(String[] separators, boolean last) {
        switch (random.nextInt(4)) {
            case 0 -> both(Alphabet.values()[random.nextInt(Alphabet.values().length)].word(random));
            case 1 -> innocent();
            default -> value(separators, last);
        }
    }

    /** After what joins the parts of a name, or before it, a value is none where those are kept. */
    private void value(String[] separators, boolean last) {
        String beside = random.nextInt(6) == 0 ? secret.beside(random) : "";
        boolean joinedBefore =
                text.length() > 0 && beside.isEmpty() && JOINTS.indexOf(text.charAt(text.length() - 1)) >= 0;
        both(beside);
        String after = last && random.nextBoolean() ? "" : separators[random.nextInt(separators.length)];
        boolean joinedAfter = !after.isEmpty() && JOINTS.indexOf(after.charAt(0)) >= 0;
        if (rule == PartOfName.KEEP && secret.canBePartOfName() && (joinedBefore || joinedAfter)) {
            both(secret.plain());
        } else {
            planted(secret.disguised(random));
        }
        both(after);
    }

    /** Not beside anything that would make it the value again. */
    private void innocent() {
        both(random.nextBoolean() ? " " : "/");
        both(written(secret.innocent(random)));
        if (secret instanceof Secret.Address) {
            both(" "); // a half or a square would be one more digit
        }
    }

    private void brokenQuery() {
        text.append(text.indexOf("?") < 0 ? "?" : "&").append("x=").append(random.nextBoolean() ? "%zz" : "%E9");
        int query = left.indexOf("?");
        left.setLength(query < 0 ? left.length() : query);
        left.append("?-");
    }

    private void planted(String disguised) {
        text.append(written(disguised));
        left.append('-');
    }

    /** No URI with control characters can be parsed. */
    private String written(String piece) {
        return inUri ? CONTROLS.matcher(piece).replaceAll(c -> Disguise.everyByte(c.group())) : piece;
    }

    private void both(String piece) {
        // Where names are kept, two slashes would begin a host, in which dots separate.
        String one = rule == PartOfName.KEEP ? SLASHES.matcher(piece).replaceAll("!") : piece;
        text.append(one);
        left.append(one);
    }
}
