package dev.waybill.local.kubernetes;

import com.marcnuri.helm.Helm;
import com.marcnuri.helm.TemplateCommand;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;

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
        return text(values, Map.of());
    }

    /** The same, with other values for these paths. */
    static String text(String values, Map<String, String> others) {
        TemplateCommand template = new Helm(FOLDER)
                .template()
                .withName("waybill")
                .withNamespace("waybill")
                .withKubeVersion("1.31.0")
                .withValuesFile(FOLDER.resolve("ci").resolve(values + "-values.yaml"))
                .set("apply.hook", "false");
        others.forEach(template::set);
        return template.call();
    }

    static StrictManifests manifests(String values) throws IOException {
        return StrictManifests.parse(text(values));
    }

    static StrictManifests manifests(String values, Map<String, String> others) throws IOException {
        return StrictManifests.parse(text(values, others));
    }
}
