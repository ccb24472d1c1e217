package dev.waybill.config;

import java.nio.file.Path;
import java.util.Optional;

/**
 * Where health checks and metrics are served, and to whom.
 *
 * @param address host name or IP address to listen on
 * @param port 0 for any free one
 * @param tls folder with {@code tls.crt} and {@code tls.key}; empty for plain HTTP
 * @param login refers to the secret {@code user:password}; empty for everybody
 */
public record HttpSettings(String address, int port, Optional<Path> tls, Optional<String> login) {}
