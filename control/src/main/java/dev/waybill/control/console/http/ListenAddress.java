package dev.waybill.control.console.http;

import java.net.InetSocketAddress;
import java.util.Optional;

/**
 * Where the console listens, and how.
 *
 * @param address port 0 for any free one
 * @param tls empty for plain HTTP
 */
public record ListenAddress(InetSocketAddress address, Optional<TlsIdentity> tls) {
    /**
     * With TLS anywhere; without it on loopback only.
     *
     * @throws IllegalArgumentException if it would show tokens and logs to the network
     */
    public static ListenAddress safe(InetSocketAddress address, Optional<TlsIdentity> tls) {
        boolean local = address.getAddress() != null && address.getAddress().isLoopbackAddress();
        if (tls.isEmpty() && !local) {
            throw new IllegalArgumentException(address.getHostString()
                    + " can be reached from other machines, so the console needs a certificate there: name one with"
                    + " --tls-certificate and --tls-key, or with --tls-keystore; or say --insecure-plain if something in"
                    + " front of it speaks TLS");
        }
        return new ListenAddress(address, tls);
    }

    /** Plain HTTP anywhere: for what stands behind something that speaks TLS. */
    public static ListenAddress insecurePlain(InetSocketAddress address) {
        return new ListenAddress(address, Optional.empty());
    }
}
