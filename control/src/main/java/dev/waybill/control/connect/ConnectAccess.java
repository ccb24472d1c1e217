package dev.waybill.control.connect;

import java.io.IOException;
import java.io.Reader;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import javax.net.ssl.SSLContext;

/**
 * Where Connect's REST interface is, and how to get in.
 *
 * @param base {@code http} or {@code https}, without user, query and fragment; ends with a slash
 * @param authorization the value of the header {@code Authorization}; a secret
 * @param tls whom to trust; empty for those whom the Java runtime trusts
 */
public record ConnectAccess(URI base, Optional<String> authorization, Optional<SSLContext> tls) {
    private static final String USER = "basic.auth.user";
    private static final String PASSWORD = "basic.auth.password";
    private static final String TRUST_STORE = "ssl.truststore.location";
    private static final String TRUST_STORE_PASSWORD = "ssl.truststore.password";
    private static final String TRUST_STORE_TYPE = "ssl.truststore.type";
    private static final Set<String> KEYS =
            new TreeSet<>(Set.of(USER, PASSWORD, TRUST_STORE, TRUST_STORE_PASSWORD, TRUST_STORE_TYPE));

    public ConnectAccess {
        boolean web = "http".equals(base.getScheme()) || "https".equals(base.getScheme());
        if (!web || base.getHost() == null) {
            throw new IllegalArgumentException("Connect's address must be like http://connect:8083");
        }
        if (base.getUserInfo() != null || base.getQuery() != null || base.getFragment() != null) {
            throw new IllegalArgumentException("Connect's address must have no user, query or fragment;"
                    + " a login stands in the file of --connect-config");
        }
        base = base.getPath().endsWith("/") ? base : URI.create(base + "/");
    }

    /** Without login, trusting whom the Java runtime trusts. */
    public static ConnectAccess to(URI base) {
        return new ConnectAccess(base, Optional.empty(), Optional.empty());
    }

    /**
     * With what a file of properties says: {@code basic.auth.user}, {@code basic.auth.password},
     * {@code ssl.truststore.location} and its {@code .password} and {@code .type} (PEM, PKCS12 or JKS).
     *
     * @throws IOException if a file cannot be read
     * @throws IllegalArgumentException if something is wrong with what it says
     */
    public static ConnectAccess read(URI base, Path file) throws IOException {
        Properties properties = new Properties();
        try (Reader reader = Files.newBufferedReader(file)) {
            properties.load(reader);
        }
        Set<String> unknown = new TreeSet<>(properties.stringPropertyNames());
        unknown.removeAll(KEYS);
        if (!unknown.isEmpty()) {
            throw new IllegalArgumentException(file + ": unknown keys " + unknown + "; allowed: " + KEYS);
        }
        return new ConnectAccess(base, authorization(file, properties), tls(properties));
    }

    private static Optional<String> authorization(Path file, Properties properties) {
        String user = properties.getProperty(USER);
        String password = properties.getProperty(PASSWORD);
        if ((user == null) != (password == null)) {
            throw new IllegalArgumentException(file + ": " + USER + " and " + PASSWORD + " belong together");
        }
        if (user == null) {
            return Optional.empty();
        }
        byte[] login = (user + ":" + password).getBytes(StandardCharsets.UTF_8);
        return Optional.of("Basic " + Base64.getEncoder().encodeToString(login));
    }

    private static Optional<SSLContext> tls(Properties properties) throws IOException {
        String location = properties.getProperty(TRUST_STORE);
        if (location == null) {
            return Optional.empty();
        }
        return Optional.of(TrustStore.read(
                Path.of(location),
                properties.getProperty(TRUST_STORE_TYPE, location.endsWith(".pem") ? TrustStore.PEM : "PKCS12"),
                properties.getProperty(TRUST_STORE_PASSWORD, "")));
    }

    /** Without the login. */
    @Override
    public String toString() {
        return base.toString();
    }
}
