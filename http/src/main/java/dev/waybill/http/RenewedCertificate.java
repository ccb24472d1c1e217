package dev.waybill.http;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.util.component.AbstractLifeCycle;
import org.eclipse.jetty.util.ssl.SslContextFactory;
import org.eclipse.jetty.util.thread.Scheduler;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Looks at the files of a certificate now and then, and shows what has come. What cannot be read changes nothing. */
final class RenewedCertificate extends AbstractLifeCycle {
    private static final Logger LOG = LoggerFactory.getLogger(RenewedCertificate.class);

    private final TlsFiles files;
    private final SslContextFactory.Server factory = new SslContextFactory.Server();
    private final Scheduler scheduler;
    private final Duration every;
    private volatile TlsIdentity shown;
    private String trouble = "";

    /** @throws IllegalArgumentException if the certificate cannot be read */
    RenewedCertificate(TlsFiles files, Scheduler scheduler, Duration every) {
        this.files = files;
        this.scheduler = scheduler;
        this.every = every;
        this.shown = TlsIdentity.read(files);
        shown.showBy(factory);
    }

    SslContextFactory.Server factory() {
        return factory;
    }

    /** When the certificate that is shown expires. */
    Instant expires() {
        return shown.expires();
    }

    @Override
    protected void doStart() {
        lookLater();
    }

    private void lookLater() {
        scheduler.schedule(this::look, every.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void look() {
        try {
            TlsIdentity now = TlsIdentity.read(files);
            if (!now.chain().equals(shown.chain())) {
                factory.reload(now::showBy);
                shown = now;
                LOG.atInfo().addKeyValue("expires", now.expires()).log("a renewed certificate is shown");
            }
            trouble = "";
        } catch (Exception e) {
            String found = String.valueOf(e.getMessage());
            if (!found.equals(trouble)) {
                LOG.warn("the certificate stays as it is, until {}: {}", shown.expires(), found);
                trouble = found;
            }
        }
        if (isRunning()) {
            lookLater();
        }
    }
}
