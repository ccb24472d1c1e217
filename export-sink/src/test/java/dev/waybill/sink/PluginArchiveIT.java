package dev.waybill.sink;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.waybill.build.BuildInfo;
import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.jar.JarFile;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.apache.kafka.connect.sink.SinkConnector;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The archive that {@code mvn package} makes for Connect's {@code plugin.path}, unpacked as an operator does. */
class PluginArchiveIT {
    @TempDir
    Path folder;

    private Path plugin;

    @BeforeEach
    void unpack() throws IOException {
        String name = "waybill-export-sink-" + BuildInfo.current().version();
        Path archive = Path.of("target", name + "-plugin.zip");
        assertThat(archive).as("what mvn package makes").isRegularFile();
        try (ZipInputStream in = new ZipInputStream(Files.newInputStream(archive))) {
            for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
                Path file = folder.resolve(entry.getName());
                if (entry.isDirectory()) {
                    Files.createDirectories(file);
                } else {
                    Files.createDirectories(file.getParent());
                    Files.copy(in, file);
                }
            }
        }
        plugin = folder.resolve(name);
    }

    @Test
    void isOneFolderWithAManifestTheLicenceAndJars() throws IOException {
        assertThat(listed(folder, "*")).containsExactly(plugin);
        assertThat(listed(plugin, "*").stream().map(file -> file.getFileName().toString()))
                .containsExactlyInAnyOrder("manifest.json", "doc", "lib");
        assertThat(plugin.resolve("doc/LICENSE")).hasSameTextualContentAs(Path.of("../LICENSE"));
        assertThat(listed(plugin.resolve("lib"), "*"))
                .hasSizeGreaterThan(10)
                .allMatch(file -> file.toString().endsWith(".jar"));

        JsonNode manifest =
                new ObjectMapper().readTree(plugin.resolve("manifest.json").toFile());
        assertThat(manifest.path("name").asText()).isEqualTo("export-sink");
        assertThat(manifest.path("version").asText()).isEqualTo(new ExportSinkConnector().version());
        assertThat(manifest.path("owner").path("username").asText()).isEqualTo("waybill");
        assertThat(manifest.path("component_types").path(0).asText()).isEqualTo("sink");
    }

    @Test
    void bringsNothingThatTheWorkerProvides() throws IOException {
        for (Path jar : jars()) {
            assertThat(entries(jar))
                    .as(jar.toString())
                    .noneMatch(entry -> Stream.of(
                                    "org/apache/kafka/",
                                    "org/slf4j/",
                                    "com/github/luben/zstd/",
                                    "net/jpountz/",
                                    "org/xerial/snappy/")
                            .anyMatch(entry::startsWith));
        }
    }

    @Test
    void hasAllThatTheSinkNeedsBesideTheWorker() throws Exception {
        try (URLClassLoader loader = new URLClassLoader(urls(), new Worker())) {
            Class<?> connector = loader.loadClass(service(loader));
            assertThat(connector.getClassLoader()).isSameAs(loader);
            assertThat(((SinkConnector) connector.getConstructor().newInstance()).config())
                    .isNotNull();

            int ours = 0;
            for (Path jar : jars()) {
                for (String name : entries(jar)) {
                    if (name.startsWith("dev/waybill/") && name.endsWith(".class")) {
                        // Initialises it: what it names in its code and signatures must be there.
                        Class<?> type = Class.forName(
                                name.substring(0, name.length() - ".class".length())
                                        .replace('/', '.'),
                                true,
                                loader);
                        type.getDeclaredMethods();
                        type.getDeclaredFields();
                        ours++;
                    }
                }
            }
            assertThat(ours).isGreaterThan(100);
            assertThat(Class.forName("software.amazon.awssdk.http.apache5.Apache5SdkHttpService", true, loader))
                    .isNotNull();
        }
    }

    /** What a worker's class path gives to every plugin: Java, Kafka and SLF4J. */
    private static final class Worker extends ClassLoader {
        Worker() {
            super(ClassLoader.getPlatformClassLoader());
        }

        @Override
        protected Class<?> findClass(String name) throws ClassNotFoundException {
            if (name.startsWith("org.apache.kafka.") || name.startsWith("org.slf4j.")) {
                return PluginArchiveIT.class.getClassLoader().loadClass(name);
            }
            throw new ClassNotFoundException(name);
        }
    }

    private static String service(ClassLoader loader) throws IOException {
        try (InputStream in = loader.getResourceAsStream("META-INF/services/" + SinkConnector.class.getName())) {
            return new String(in.readAllBytes()).strip();
        }
    }

    private URL[] urls() throws IOException {
        List<URL> urls = new ArrayList<>();
        for (Path jar : jars()) {
            urls.add(jar.toUri().toURL());
        }
        return urls.toArray(URL[]::new);
    }

    private List<Path> jars() throws IOException {
        return listed(plugin.resolve("lib"), "*.jar");
    }

    private static Set<String> entries(Path jar) throws IOException {
        try (JarFile file = new JarFile(jar.toFile())) {
            return file.stream().map(ZipEntry::getName).collect(Collectors.toSet());
        }
    }

    private static List<Path> listed(Path folder, String glob) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file ->
                            file.getFileSystem().getPathMatcher("glob:" + glob).matches(file.getFileName()))
                    .sorted()
                    .toList();
        }
    }
}
