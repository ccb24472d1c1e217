package dev.waybill.imports;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.waybill.contract.Sha256;
import java.security.MessageDigest;
import java.util.HexFormat;

/**
 * A hash of the format and of all lines so far, which names the line it has come to: equal for the same lines at the
 * beginning of a log, whatever follows, so that a log that has grown is known again. Another format gives other names.
 */
final class LogChain {
    private static final int SHOWN = 24;

    private final MessageDigest digest = Sha256.digest();
    private byte[] state;
    private long lines;

    /** Of no lines yet, of a log in this format. */
    LogChain(String formatId) {
        state = digest.digest(formatId.getBytes(UTF_8));
    }

    /** Takes a line or a piece of one; the hash moves on with the last piece. */
    void add(LinePiece piece) {
        if (piece.isFirst()) {
            digest.update(state);
        }
        digest.update(piece.bytes());
        if (piece.isLast()) {
            state = digest.digest();
            lines = piece.number();
        }
    }

    /** The first digits of the hash, lower-case hex. */
    String name() {
        return HexFormat.of().formatHex(state).substring(0, SHOWN);
    }

    /** How many lines it has taken. */
    long lines() {
        return lines;
    }

    /** Names the line it has come to, and that in no other log. */
    String lineId() {
        return name() + "-" + lines;
    }
}
