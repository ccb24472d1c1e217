package dev.waybill.local;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.cloud.FreePort;
import dev.waybill.sink.ExportSinkConnector;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.jar.JarFile;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.apache.kafka.connect.cli.ConnectDistributed;

/** A Kafka Connect worker in a process of its own. */
final class ConnectProcess {
    private static final Path ARCHIVES = Path.of("..", "export-sink", "target").toAbsolutePath();
    private static final Path JARS = Path.of("target", "lib").toAbsolutePath();

    private ConnectProcess() {}

    /**
     * Starts a worker with nothing of ours but the plugin archive that the build made.
     *
     * @param folder takes its plugins, properties and log; a worker may be started again in it
     * @param worker its properties, without {@code plugin.path} and {@code listeners}
     * @param port of its REST interface
     */
    static ChildProcess start(Path folder, Map<String, String> worker, int port) throws IOException {
        return start(folder, worker, port, withoutOurs(), plugins(folder.resolve("plugins")));
    }

    /** Starts a worker with the sink of an installed program. */
    static ChildProcess start(InstalledWaybill program, Path folder, Map<String, String> worker, int port)
            throws IOException {
        return start(
                folder,
                worker,
                port,
                program.connectClassPath(),
                Files.createDirectories(folder.resolve("no-plugins")));
    }

    private static ChildProcess start(Path folder, Map<String, String> worker, int port, String classPath, Path plugins)
            throws IOException {
        Map<String, String> properties = new TreeMap<>(worker);
        // The default also scans every class of the plugins and of the class path.
        properties.put("plugin.discovery", "service_load");
        properties.put("plugin.path", plugins.toString());
        properties.put("listeners", "http://" + FreePort.HOST + ":" + port);
        Path file = Files.writeString(
                folder.resolve("connect.properties"),
                properties.entrySet().stream()
                        .map(entry -> entry.getKey() + "=" + entry.getValue() + "\n")
                        .collect(Collectors.joining()));
        return ChildProcess.start(
                new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-XX:+UseSerialGC",
                        "-Xmx512m",
                        "-cp",
                        classPath,
                        ConnectDistributed.class.getName(),
                        file.toString()),
                folder.resolve("connect.log"));
    }

    private static Path plugins(Path folder) throws IOException {
        Path plugin = folder.resolve("waybill");
        if (Files.exists(plugin)) {
            return folder;
        }
        Files.createDirectories(plugin);
        Path archive = ARCHIVES.resolve("waybill-export-sink-" + new ExportSinkConnector().version() + "-plugin.zip");
        assertThat(archive).as("what mvn package makes").isRegularFile();
        try (ZipInputStream in = new ZipInputStream(Files.newInputStream(archive))) {
            for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
                Path file = plugin.resolve(entry.getName());
                if (entry.isDirectory()) {
                    Files.createDirectories(file);
                } else {
                    Files.createDirectories(file.getParent());
                    Files.copy(in, file);
                }
            }
        }
        return folder;
    }

    /** Everything that a worker may need but our own classes and Amazon's, which must come from the plugin. */
    private static String withoutOurs() throws IOException {
        List<String> jars = new ArrayList<>();
        try (Stream<Path> files = Files.list(JARS)) {
            for (Path jar : files.sorted().toList()) {
                if (!isOurs(jar)) {
                    jars.add(jar.toString());
                }
            }
        }
        return String.join(File.pathSeparator, jars);
    }

    private static boolean isOurs(Path jar) throws IOException {
        try (JarFile file = new JarFile(jar.toFile())) {
            return file.stream()
                    .map(ZipEntry::getName)
                    .anyMatch(name -> name.startsWith("dev/waybill/") || name.startsWith("software/amazon/awssdk/"));
        }
    }
}
