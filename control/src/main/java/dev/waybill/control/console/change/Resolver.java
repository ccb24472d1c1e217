package dev.waybill.control.console.change;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;

/** Says which addresses a host's name has now. */
@FunctionalInterface
public interface Resolver {
    /** This machine's own. */
    Resolver SYSTEM = host -> List.of(InetAddress.getAllByName(host));

    /** @throws UnknownHostException if it has none */
    List<InetAddress> resolve(String host) throws UnknownHostException;
}
