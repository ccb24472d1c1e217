package dev.waybill.app;

import dev.waybill.config.HttpSettings;
import dev.waybill.http.Listener;
import dev.waybill.http.Login;
import dev.waybill.http.TlsFiles;
import dev.waybill.redact.SecretLookup;
import dev.waybill.spec.yaml.Place;
import dev.waybill.spec.yaml.Problem;
import dev.waybill.spec.yaml.SpecException;
import java.net.InetSocketAddress;
import java.util.List;

/** Where the application answers health checks, made of what its configuration says. */
final class HealthListener {
    private HealthListener() {}

    /** @throws SpecException if the login cannot be read, or is none */
    static Listener of(HttpSettings http, SecretLookup secrets) {
        return new Listener(
                new InetSocketAddress(http.address(), http.port()),
                http.tls().map(folder -> new TlsFiles(folder.resolve("tls.crt"), folder.resolve("tls.key"))),
                http.login().map(reference -> login(reference, secrets)));
    }

    private static Login login(String reference, SecretLookup secrets) {
        try {
            return new Login(() -> secrets.secret(reference));
        } catch (IllegalArgumentException e) {
            throw new SpecException(
                    List.of(Problem.at(Place.of("configuration", "http.login"), String.valueOf(e.getMessage()))));
        }
    }
}
