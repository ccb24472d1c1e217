package dev.waybill.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The script {@code waybill} beside the jars that the build made, laid out as in the image. Needs Maven's phase package. */
final class InstalledWaybill implements AutoCloseable {
    private static final Path LAUNCHER_JARS =
            Path.of("..", "launcher", "target", "lib").toAbsolutePath().normalize();
    private static final Path LOCAL_JARS = Path.of("target", "lib").toAbsolutePath();
    private static final Path SCRIPT = Path.of("..", "waybill").toAbsolutePath().normalize();

    private final Path folder;

    private InstalledWaybill(Path folder) {
        this.folder = folder;
    }

    static InstalledWaybill in(Path folder) throws IOException {
        assertThat(LAUNCHER_JARS).as("what mvn package makes").isDirectory();
        assertThat(LOCAL_JARS).as("what mvn package makes").isDirectory();
        Files.createDirectories(folder);
        Files.copy(SCRIPT, folder.resolve("waybill"));
        Files.createSymbolicLink(folder.resolve("lib"), LAUNCHER_JARS);
        Path beside = Files.createDirectory(folder.resolve("lib-local"));
        try (DirectoryStream<Path> jars = Files.newDirectoryStream(LOCAL_JARS)) {
            for (Path jar : jars) {
                if (!Files.exists(LAUNCHER_JARS.resolve(jar.getFileName()))) {
                    Files.createSymbolicLink(beside.resolve(jar.getFileName()), jar);
                }
            }
        }
        return new InstalledWaybill(folder);
    }

    /** Starts a command in a process of its own; what it prints goes to {@code log}. */
    ChildProcess start(Path log, Map<String, String> environment, List<String> arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(folder.resolve("waybill").toString()));
        command.addAll(arguments);
        ProcessBuilder process = new ProcessBuilder(command);
        process.environment().put("JAVA_HOME", System.getProperty("java.home"));
        process.environment().putAll(environment);
        return ChildProcess.start(process, log);
    }

    /** Takes the link to the folder of jars away, so that nobody who deletes this one follows it. */
    @Override
    public void close() throws IOException {
        Files.delete(folder.resolve("lib"));
    }
}
