package dev.waybill.http;

import java.net.InetSocketAddress;
import java.util.Optional;

/**
 * Where a server listens, and to whom it says everything.
 *
 * @param address port 0 for any free one
 * @param tls the certificate that it shows; empty for plain HTTP
 * @param login who is shown metrics, and the reasons behind what health checks say; empty for everybody
 */
public record Listener(InetSocketAddress address, Optional<TlsFiles> tls, Optional<Login> login) {
    /** Plain HTTP that says everything to everybody. */
    public static Listener open(InetSocketAddress address) {
        return new Listener(address, Optional.empty(), Optional.empty());
    }
}
