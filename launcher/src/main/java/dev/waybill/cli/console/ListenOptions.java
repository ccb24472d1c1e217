package dev.waybill.cli.console;

import dev.waybill.cli.frame.CommandFrame;
import dev.waybill.cli.frame.UsageException;
import dev.waybill.control.console.http.ListenAddress;
import dev.waybill.control.console.http.PemIdentity;
import dev.waybill.control.console.http.Pkcs12Identity;
import dev.waybill.control.console.http.TlsIdentity;
import dev.waybill.http.Listener;
import dev.waybill.http.Login;
import dev.waybill.http.TlsFiles;
import dev.waybill.redact.SecretLookup;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Where the console listens, and with which certificate. */
@SuppressWarnings("NullAway.Init") // picocli fills the fields
final class ListenOptions {
    @Option(
            names = "--listen",
            paramLabel = "HOST:PORT",
            defaultValue = "127.0.0.1:8443",
            description =
                    "Where to listen (default: ${DEFAULT-VALUE}). Another address than loopback needs a certificate.")
    private String listen;

    @Option(
            names = "--health",
            paramLabel = "HOST:PORT",
            defaultValue = "127.0.0.1:8091",
            description = "Where /livez, /readyz and /metrics are (default: ${DEFAULT-VALUE}).")
    private String health;

    @Option(
            names = "--health-tls",
            paramLabel = "FOLDER",
            description = "Holds tls.crt and tls.key in PEM: --health then speaks HTTPS.")
    private @Nullable Path healthTls;

    @Option(
            names = "--health-login",
            paramLabel = "REFERENCE",
            description =
                    "Refers to a secret user:password, $${env:NAME} or $${file:/path}, that metrics and reasons are"
                            + " shown for. Probes need none.")
    private @Nullable String healthLogin;

    @Option(
            names = "--tls-certificate",
            paramLabel = "FILE",
            description = "The certificate in PEM, with those above it behind it.")
    private @Nullable Path certificate;

    @Option(names = "--tls-key", paramLabel = "FILE", description = "Its private key in PEM: PKCS #8, not encrypted.")
    private @Nullable Path key;

    @Option(
            names = "--tls-keystore",
            paramLabel = "FILE",
            description = "Certificate and key in one PKCS #12 file instead.")
    private @Nullable Path keystore;

    @Option(names = "--tls-password-file", paramLabel = "FILE", description = "Holds the password of --tls-keystore.")
    private @Nullable Path passwordFile;

    @Option(
            names = "--insecure-plain",
            description =
                    "Speak plain HTTP on an address that other machines reach: only behind something that speaks TLS.")
    private boolean insecurePlain;

    /**
     * Where to listen.
     *
     * @throws UsageException if the options contradict each other, or it would show tokens to the network
     * @throws IOException if the password cannot be read
     */
    ListenAddress address() throws IOException {
        InetSocketAddress address = address("--listen", listen);
        Optional<TlsIdentity> tls = tls();
        if (insecurePlain) {
            if (tls.isPresent()) {
                throw new UsageException("--insecure-plain does not go with a certificate");
            }
            return ListenAddress.insecurePlain(address);
        }
        return CommandFrame.made(() -> ListenAddress.safe(address, tls));
    }

    /**
     * Where health checks and metrics are.
     *
     * @throws UsageException if the login cannot be read, or is none
     */
    Listener health(SecretLookup secrets) {
        return new Listener(
                address("--health", health),
                Optional.ofNullable(healthTls)
                        .map(folder -> new TlsFiles(folder.resolve("tls.crt"), folder.resolve("tls.key"))),
                Optional.ofNullable(healthLogin).map(reference -> login(reference, secrets)));
    }

    private static Login login(String reference, SecretLookup secrets) {
        try {
            return new Login(() -> secrets.secret(reference));
        } catch (IllegalArgumentException e) {
            throw new UsageException("--health-login: " + e.getMessage());
        }
    }

    private Optional<TlsIdentity> tls() throws IOException {
        if (keystore != null) {
            if (certificate != null || key != null) {
                throw new UsageException("say either --tls-keystore or --tls-certificate with --tls-key");
            }
            if (passwordFile == null) {
                throw new UsageException("--tls-keystore goes with --tls-password-file");
            }
            String password = Files.readString(passwordFile).replaceFirst("\\R\\z", "");
            return Optional.of(new Pkcs12Identity(keystore, password.toCharArray()));
        }
        if (passwordFile != null) {
            throw new UsageException("--tls-password-file goes with --tls-keystore");
        }
        if (certificate == null && key == null) {
            return Optional.empty();
        }
        if (certificate == null || key == null) {
            throw new UsageException("--tls-certificate and --tls-key go together");
        }
        return Optional.of(new PemIdentity(certificate, key));
    }

    private static InetSocketAddress address(String option, String text) {
        int colon = text.lastIndexOf(':');
        String host = colon < 0 ? "" : text.substring(0, colon).replaceAll("^\\[|]$", "");
        String port = text.substring(colon + 1);
        if (host.isEmpty() || !port.matches("[0-9]{1,5}") || Integer.parseInt(port) > 65_535) {
            throw new UsageException(option + " must be HOST:PORT, such as 127.0.0.1:8443");
        }
        return new InetSocketAddress(host, Integer.parseInt(port));
    }
}
