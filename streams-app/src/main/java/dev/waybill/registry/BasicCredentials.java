package dev.waybill.registry;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Base64;
import java.util.Optional;

/**
 * User and password of HTTP's basic authentication (RFC 7617).
 *
 * @param user without a colon
 * @param password secret
 */
public record BasicCredentials(String user, String password) implements RegistryCredentials {
    public BasicCredentials {
        if (user.indexOf(':') >= 0) {
            throw new IllegalArgumentException("the registry's user name must not contain a colon");
        }
    }

    @Override
    public Optional<String> authorization() {
        return Optional.of("Basic " + Base64.getEncoder().encodeToString((user + ":" + password).getBytes(UTF_8)));
    }

    @Override
    public String toString() {
        return "BasicCredentials[user=" + user + ", password=hidden]";
    }
}
