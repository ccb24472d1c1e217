package dev.waybill.sink.metrics;

import dev.waybill.http.Listener;
import dev.waybill.http.Login;
import dev.waybill.http.TlsFiles;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.Optional;
import org.apache.kafka.common.config.ConfigException;

/**
 * Where metrics are served, and to whom. Tasks with equal settings share one server.
 *
 * @param address host name or IP address to listen on
 * @param port 0 for any free one
 * @param tls folder with {@code tls.crt} and {@code tls.key}; empty for plain HTTP
 * @param login {@code user:password}; empty for everybody
 * @param exports how many exports in trouble have series of their own, at most, for each connector
 */
public record MetricsSettings(String address, int port, Optional<Path> tls, Optional<String> login, int exports) {
    /** @throws ConfigException if the login is no user and password, or the folder no absolute path */
    public void check() {
        try {
            listener();
        } catch (IllegalArgumentException e) {
            throw new ConfigException("metrics.login", "[hidden]", e.getMessage());
        }
        if (tls.isPresent() && !tls.get().isAbsolute()) {
            throw new ConfigException("metrics.tls", tls.get(), "must be an absolute path");
        }
    }

    /** @throws IllegalArgumentException if the login is no user and password */
    Listener listener() {
        return new Listener(
                new InetSocketAddress(address, port),
                tls.map(folder -> new TlsFiles(folder.resolve("tls.crt"), folder.resolve("tls.key"))),
                login.map(wanted -> new Login(() -> wanted)));
    }

    /** Without the login. */
    @Override
    public String toString() {
        return "MetricsSettings[" + address + ":" + port + "]";
    }
}
