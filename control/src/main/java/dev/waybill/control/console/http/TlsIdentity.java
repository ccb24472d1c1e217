package dev.waybill.control.console.http;

import java.security.KeyStore;
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

    /** TLS 1.2 and 1.3 with it. */
    default SslContextFactory.Server context() {
        SslContextFactory.Server context = new SslContextFactory.Server();
        context.setKeyStore(keyStore());
        context.setKeyStorePassword(new String(password()));
        context.setIncludeProtocols("TLSv1.2", "TLSv1.3");
        return context;
    }
}
