package dev.waybill.cli.frame;

import java.net.InetAddress;
import java.net.UnknownHostException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Who changes the catalog, and why. */
@SuppressWarnings("NullAway.Init") // picocli fills the fields
public final class AuthorOptions {
    private static final int MAX = 1000;

    @Option(names = "--by", paramLabel = "NAME", description = "Who changes it, for the catalog (default: user@host).")
    private @Nullable String by;

    @Option(names = "--why", paramLabel = "TEXT", defaultValue = "", description = "Why, for the catalog.")
    private String why;

    /** @throws UsageException if it cannot stand in the catalog */
    public String by() {
        return checked("--by", by == null ? userAndHost() : by);
    }

    /** @throws UsageException if it cannot stand in the catalog */
    public String why() {
        return why.isEmpty() ? why : checked("--why", why);
    }

    private static String checked(String option, String text) {
        if (text.isBlank() || text.length() > MAX) {
            throw new UsageException(option + " must have from 1 to " + MAX + " characters");
        }
        return text;
    }

    private static String userAndHost() {
        String user = System.getProperty("user.name", "unknown");
        try {
            return user + "@" + InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException e) {
            return user;
        }
    }
}
