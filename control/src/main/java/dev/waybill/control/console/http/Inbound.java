package dev.waybill.control.console.http;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * A request as it comes from the network.
 *
 * @param method in capitals, any text
 * @param path decoded, with slashes between segments that hold none
 * @param query by name, in the order of the values
 * @param headers by name in lower case; of several of one name the first
 * @param cookies by name
 * @param body all of it; empty where there is none
 * @param address of the sender, without its port
 */
record Inbound(
        String method,
        List<String> path,
        Map<String, List<String>> query,
        Map<String, String> headers,
        Map<String, String> cookies,
        byte[] body,
        String address) {
    Inbound {
        path = List.copyOf(path);
        query = Map.copyOf(query);
        headers = Map.copyOf(headers);
        cookies = Map.copyOf(cookies);
    }

    Optional<String> header(String name) {
        return Optional.ofNullable(headers.get(name.toLowerCase(Locale.ROOT)));
    }

    /** Without what may be secret. */
    @Override
    public String toString() {
        return method + " /" + String.join("/", path);
    }
}
