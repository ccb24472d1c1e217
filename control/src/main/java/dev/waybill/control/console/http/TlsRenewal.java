package dev.waybill.control.console.http;

import dev.waybill.files.FileVersion;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.jetty.util.ssl.SslContextFactory;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes a renewed certificate while the console runs. One that cannot be used leaves the one before in use, and the log says so
 * at each look until it is put right: certificate and key are two files, and may be written one after the other.
 */
final class TlsRenewal {
    private static final Logger LOG = LoggerFactory.getLogger(TlsRenewal.class);

    private final TlsIdentity identity;
    private final SslContextFactory.Server context;
    private List<FileVersion> shown;

    /** @param context that shows the identity as its files are now */
    TlsRenewal(TlsIdentity identity, SslContextFactory.Server context) {
        this.identity = identity;
        this.context = context;
        this.shown = versions();
    }

    /** Looks at the files once. */
    synchronized void look() {
        List<FileVersion> now = versions();
        if (now.equals(shown)) {
            return;
        }
        try {
            context.reload(identity::show);
            shown = now;
            LOG.info("The renewed certificate is in use");
        } catch (Exception e) {
            LOG.error("The renewed certificate cannot be used; the one before stays: {}", e.getMessage());
        }
    }

    private List<FileVersion> versions() {
        List<FileVersion> versions = new ArrayList<>();
        for (Path file : identity.files()) {
            try {
                versions.add(FileVersion.of(file));
            } catch (IOException beingReplaced) {
                versions.add(FileVersion.NONE);
            }
        }
        return versions;
    }
}
