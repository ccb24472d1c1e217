package dev.waybill.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** First runs of {@code ./waybill} in a checkout, several at the same time, with a Java and a Maven that only pretend. */
class FirstBuildsTest {
    private static final Path SCRIPT = Path.of("..", "waybill").toAbsolutePath().normalize();
    private static final String JAVA = """
            #!/bin/sh
            case $1 in -version) echo 'openjdk version "17.0.1"' >&2 ;; *) echo runs ;; esac
            """;
    /** Says in {@code builds} that it began, and goes on when the file {@code go} is there. */
    private static final String MAVEN = """
            #!/bin/sh
            case $1 in -v) echo 'Apache Maven 3.9.9'; exit ;; esac
            echo build >>"$CHECKOUT/builds"
            until [ -f "$CHECKOUT/go" ]; do sleep 0.05; done
            grep -q broken "$CHECKOUT/pom.xml" && exit 1
            mkdir -p "$CHECKOUT/launcher/target/lib" "$CHECKOUT/local/target/lib"
            """;

    @TempDir
    Path folder;

    private Path checkout;
    private Path tools;
    private final List<ChildProcess> runs = new ArrayList<>();

    @BeforeEach
    void prepare() throws IOException {
        checkout = Files.createDirectory(folder.resolve("checkout"));
        tools = Files.createDirectories(folder.resolve("jdk/bin"));
        Files.copy(SCRIPT, checkout.resolve("waybill"));
        Files.writeString(checkout.resolve("pom.xml"), "<project/>");
        program("java", JAVA);
        program("javac", "#!/bin/sh\n");
        program("mvn", MAVEN);
        for (String tool : List.of(
                "awk", "cat", "dirname", "find", "grep", "head", "mkdir", "mv", "rm", "rmdir", "sed", "sleep", "tee")) {
            lend(tool);
        }
    }

    @AfterEach
    void stop() {
        runs.forEach(ChildProcess::close);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void oneBuildsAndTheOthersWaitForIt(boolean flock) throws Exception {
        useFlock(flock);
        ChildProcess first = start("first.log");
        await().untilAsserted(() -> assertThat(checkout.resolve("builds")).exists());
        ChildProcess second = start("second.log");
        ChildProcess third = start("third.log");
        awaitWaiting(second);
        awaitWaiting(third);

        go();

        assertThat(first.end()).as(() -> printed(first)).isZero();
        assertThat(second.end()).as(() -> printed(second)).isZero();
        assertThat(third.end()).as(() -> printed(third)).isZero();
        assertThat(checkout.resolve("builds")).hasContent("build");
        assertThat(runs).allSatisfy(run -> assertThat(run.output()).endsWith("runs"));
        assertThat(checkout.resolve("local/target/waybill.stamp")).exists();
        assertThat(checkout.resolve("local/target/waybill.lock.d")).doesNotExist();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void whoWaitedForABuildThatFailedBuildsItself(boolean flock) throws Exception {
        useFlock(flock);
        Files.writeString(checkout.resolve("pom.xml"), "<project>broken</project>");
        ChildProcess first = start("first.log");
        await().untilAsserted(() -> assertThat(checkout.resolve("builds")).exists());
        ChildProcess second = start("second.log");
        awaitWaiting(second);

        go();

        assertThat(first.end()).isEqualTo(1);
        assertThat(second.end()).isEqualTo(1);
        assertThat(checkout.resolve("builds")).hasContent("build\nbuild");
        assertThat(second.output()).anyMatch(line -> line.startsWith("waybill: the build failed"));
        assertThat(checkout.resolve("local/target/waybill.lock.d")).doesNotExist();
    }

    private void useFlock(boolean flock) throws IOException {
        if (flock) {
            assumeThat(onPath("flock")).as("this machine has flock").isPresent();
            lend("flock");
        }
    }

    private void awaitWaiting(ChildProcess run) {
        await().untilAsserted(() ->
                assertThat(run.output()).anyMatch(line -> line.startsWith("Another run builds Waybill here: waiting")));
    }

    private void go() throws IOException {
        Files.createFile(checkout.resolve("go"));
    }

    private ChildProcess start(String log) throws IOException {
        ProcessBuilder command =
                new ProcessBuilder("/bin/sh", checkout.resolve("waybill").toString(), "validate");
        command.environment().clear();
        command.environment().put("PATH", tools.toString());
        command.environment().put("CHECKOUT", checkout.toString());
        ChildProcess run = ChildProcess.start(command, folder.resolve(log));
        runs.add(run);
        return run;
    }

    private static String printed(ChildProcess run) {
        try {
            return String.join("\n", run.output());
        } catch (IOException e) {
            return e.toString();
        }
    }

    private void program(String name, String text) throws IOException {
        Path file = Files.writeString(tools.resolve(name), text);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    /** Puts the machine's tool on the script's path. */
    private void lend(String tool) throws IOException {
        program(tool, "#!/bin/sh\nexec " + onPath(tool).orElseThrow() + " \"$@\"\n");
    }

    private static Optional<Path> onPath(String tool) {
        return Stream.of(System.getenv("PATH").split(File.pathSeparator))
                .map(entry -> Path.of(entry, tool))
                .filter(Files::isExecutable)
                .findFirst();
    }
}
