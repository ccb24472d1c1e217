package dev.waybill.control.console.http;

import java.nio.file.Path;
import java.security.KeyStore;
import java.util.List;
import org.eclipse.jetty.util.ssl.SslContextFactory;

/** The certificate that the console shows, with its private key. */
public sealed interface TlsIdentity permits PemIdentity, Pkcs12Identity {
    /**
     * Reads it.
     *
     * @throws ConsoleServerException if it cannot be used; the message says which file and what to do, and holds no secret
     */
    KeyStore keyStore();

    /** What opens the keys in {@link #keyStore}. */
    char[] password();

    /** Where it stands; a renewed one stands there, too. */
    List<Path> files();

    /** TLS 1.2 and 1.3 with it. */
    default SslContextFactory.Server context() {
        SslContextFactory.Server context = new SslContextFactory.Server();
        show(context);
        context.setIncludeProtocols("TLSv1.2", "TLSv1.3");
        return context;
    }

    /** Reads it again, and has a context show it. */
    default void show(SslContextFactory context) {
        context.setKeyStore(keyStore());
        context.setKeyStorePassword(new String(password()));
    }
}
