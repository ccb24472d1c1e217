package dev.waybill.local.kubernetes;

import com.marcnuri.helm.Helm;
import java.io.IOException;
import java.nio.file.Path;

/** The Helm chart, rendered as Helm does. */
final class Chart {
    static final Path ROOT = Path.of("").toAbsolutePath().getParent();
    static final Path FOLDER = ROOT.resolve("deploy/helm/waybill");

    private Chart() {}

    /**
     * With the values of a file in the chart's folder {@code ci}. The library leaves hooks out, so {@code apply} is an
     * ordinary Job here.
     */
    static String text(String values) {
        return new Helm(FOLDER)
                .template()
                .withName("waybill")
                .withNamespace("waybill")
                .withKubeVersion("1.31.0")
                .withValuesFile(FOLDER.resolve("ci").resolve(values + "-values.yaml"))
                .set("apply.hook", "false")
                .call();
    }

    static StrictManifests manifests(String values) throws IOException {
        return StrictManifests.parse(text(values));
    }
}
