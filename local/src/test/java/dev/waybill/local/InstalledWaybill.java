package dev.waybill.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The script {@code waybill} beside its jars, laid out as in the image. */
final class InstalledWaybill implements AutoCloseable {
    private static final Path LAUNCHER_JARS =
            Path.of("..", "launcher", "target", "lib").toAbsolutePath().normalize();
    private static final Path LOCAL_JARS = Path.of("target", "lib").toAbsolutePath();
    private static final Path SCRIPT = Path.of("..", "waybill").toAbsolutePath().normalize();

    private final Path folder;
    private final List<Path> links;

    private InstalledWaybill(Path folder, List<Path> links) {
        this.folder = folder;
        this.links = links;
    }

    /** One that was unpacked there. */
    static InstalledWaybill unpacked(Path folder) throws IOException {
        assertThat(folder.resolve("waybill")).as("an unpacked program").isExecutable();
        assertThat(folder.resolve("lib")).as("an unpacked program").isDirectory();
        assertThat(folder.resolve("lib-local")).as("an unpacked program").isDirectory();
        try (DirectoryStream<Path> jars = Files.newDirectoryStream(folder.resolve("lib-local"))) {
            assertThat(jars)
                    .as("lib-local has only what lib does not: a class path with both would have it twice")
                    .noneMatch(jar -> Files.exists(folder.resolve("lib").resolve(jar.getFileName())));
        }
        return new InstalledWaybill(folder, List.of());
    }

    /** One of what the build made. Needs Maven's phase package. */
    static InstalledWaybill in(Path folder) throws IOException {
        assertThat(LAUNCHER_JARS).as("what mvn package makes").isDirectory();
        assertThat(LOCAL_JARS).as("what mvn package makes").isDirectory();
        Files.createDirectories(folder);
        Files.copy(SCRIPT, folder.resolve("waybill"));
        Path lib = Files.createSymbolicLink(folder.resolve("lib"), LAUNCHER_JARS);
        Path beside = Files.createDirectory(folder.resolve("lib-local"));
        try (DirectoryStream<Path> jars = Files.newDirectoryStream(LOCAL_JARS)) {
            for (Path jar : jars) {
                if (!Files.exists(LAUNCHER_JARS.resolve(jar.getFileName()))) {
                    Files.createSymbolicLink(beside.resolve(jar.getFileName()), jar);
                }
            }
        }
        return new InstalledWaybill(folder, List.of(lib));
    }

    /** The class path of a Connect worker with its sink. */
    String connectClassPath() {
        return folder.resolve("lib") + "/*" + File.pathSeparator + folder.resolve("lib-local") + "/*";
    }

    /** The script. */
    Path script() {
        return folder.resolve("waybill");
    }

    /** Whether it has a command of this name. */
    boolean has(String command) throws IOException {
        return Files.readString(script()).contains(" | " + command + " | ");
    }

    /** Starts a command in a process of its own; what it prints goes to {@code log}. */
    ChildProcess start(Path log, Map<String, String> environment, List<String> arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(script().toString()));
        command.addAll(arguments);
        ProcessBuilder process = new ProcessBuilder(command);
        process.environment().put("JAVA_HOME", System.getProperty("java.home"));
        process.environment().putAll(environment);
        return ChildProcess.start(process, log);
    }

    /** Takes the link to the folder of jars away, so that nobody who deletes this one follows it. */
    @Override
    public void close() throws IOException {
        for (Path link : links) {
            Files.delete(link);
        }
    }
}
