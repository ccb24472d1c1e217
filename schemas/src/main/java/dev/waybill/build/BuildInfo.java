package dev.waybill.build;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;
import java.util.regex.Pattern;

/**
 * Which build of Waybill this is, as Maven wrote it.
 *
 * @param version as in the {@code pom.xml}
 * @param revision the commit it was built from, in hex, with {@code -dirty} behind it where files had been changed;
 *     {@code unknown} where whoever built it did not say
 */
public record BuildInfo(String version, String revision) {
    private static final String RESOURCE = "/dev/waybill/build/build.properties";
    /** What needs no escape in a metric's label or a log line. */
    private static final Pattern PLAIN = Pattern.compile("[0-9A-Za-z][0-9A-Za-z.+_-]*");

    private static final BuildInfo CURRENT = read();

    public BuildInfo {
        requirePlain("version", version);
        requirePlain("revision", revision);
    }

    private static void requirePlain(String what, String value) {
        if (!PLAIN.matcher(value).matches()) {
            throw new IllegalArgumentException("the build's " + what + " is \"" + value
                    + "\"; it may have letters, digits, dots, hyphens, underscores and plus signs");
        }
    }

    /** The build that this class is of. */
    public static BuildInfo current() {
        return CURRENT;
    }

    private static BuildInfo read() {
        try (InputStream stream = BuildInfo.class.getResourceAsStream(RESOURCE)) {
            if (stream == null) {
                throw new IllegalStateException("this build of Waybill lacks " + RESOURCE);
            }
            Properties properties = new Properties();
            properties.load(stream);
            return new BuildInfo(properties.getProperty("version", ""), properties.getProperty("revision", ""));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** {@code 1.2.0 (revision 3f2a…)}. */
    @Override
    public String toString() {
        return version + " (revision " + revision + ")";
    }
}
