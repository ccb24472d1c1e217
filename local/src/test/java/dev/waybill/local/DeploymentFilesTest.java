package dev.waybill.local;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import dev.waybill.build.BuildInfo;
import dev.waybill.cli.Main;
import dev.waybill.config.AppConfig;
import dev.waybill.connector.Connector;
import dev.waybill.contract.Limits;
import dev.waybill.registry.RegistryConfig;
import dev.waybill.render.PlatformReader;
import dev.waybill.render.Rendering;
import dev.waybill.secrets.SecretReferences;
import dev.waybill.sink.ExportSinkConnector;
import dev.waybill.spec.OperatorRules;
import dev.waybill.spec.SpecReader;
import dev.waybill.spec.TenantSpecs;
import dev.waybill.spec.destination.ExternalIds;
import dev.waybill.verify.key.SigningKey;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import kafka.server.KafkaConfig;
import org.apache.kafka.common.utils.AppInfoParser;
import org.apache.kafka.connect.runtime.distributed.DistributedConfig;
import org.apache.kafka.server.config.AbstractKafkaConfig;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/**
 * The files of the deployment against what the programs read. Containers are started by a trial that is no part of the
 * build: {@code deploy/compose/trial/try-with-podman.sh}.
 */
class DeploymentFilesTest {
    private static final Path ROOT = Path.of("").toAbsolutePath().getParent();
    private static final Path COMPOSE = ROOT.resolve("docker-compose.yml");
    private static final Path CONFIG = ROOT.resolve("deploy/compose");
    private static final List<Path> DOCKERFILES =
            List.of(ROOT.resolve("Dockerfile"), ROOT.resolve("deploy/connect/Dockerfile"));
    private static final Pattern PINNED =
            Pattern.compile("[a-z0-9./-]+:(?!latest$)[A-Za-z0-9_.-]*[0-9][A-Za-z0-9_.-]*");

    private static JsonNode compose;

    @BeforeAll
    static void read() throws IOException {
        compose = new ObjectMapper(new YAMLFactory()).readTree(Files.readString(COMPOSE));
    }

    @Test
    void everyImageIsPinned() throws IOException {
        List<String> images = new ArrayList<>();
        services().values().forEach(service -> images.add(service.path("image").asText()));
        for (Path dockerfile : DOCKERFILES) {
            images.addAll(baseImages(dockerfile));
        }

        assertThat(images)
                .hasSizeGreaterThan(8)
                .allSatisfy(image -> assertThat(image).matches(PINNED));
    }

    @Test
    void kafkaInImagesIsTheKafkaOfTheBuild() throws IOException {
        String version = AppInfoParser.getVersion();

        assertThat(services().get("broker").path("image").asText()).isEqualTo("apache/kafka:" + version);
        assertThat(baseImages(DOCKERFILES.get(1))).contains("apache/kafka:" + version);
    }

    @Test
    void imagesOfOursSayTheirVersionAndCommit() throws IOException {
        for (Path dockerfile : DOCKERFILES) {
            String text = Files.readString(dockerfile);
            assertThat(instructions(dockerfile, "ARG"))
                    .as("of the stage that builds, and of the last one")
                    .contains("VERSION=" + BuildInfo.current().version())
                    .filteredOn("REVISION=unknown"::equals)
                    .hasSize(2);
            assertThat(text)
                    .contains(
                            " -Dwaybill.revision=${REVISION} ",
                            "org.opencontainers.image.version=\"${VERSION}\"",
                            "org.opencontainers.image.revision=\"${REVISION}\"");
            assertThat(text.lastIndexOf("FROM ", text.indexOf("LABEL ")))
                    .as("arguments of a stage before are not known to the labels")
                    .isLessThan(text.indexOf("ARG VERSION="));
        }
    }

    @Test
    void everyImageOfOursIsBuiltOnceFromAFileThatExists() {
        List<String> built = new ArrayList<>();
        services().forEach((name, service) -> {
            if (service.has("build")) {
                built.add(service.path("image").asText());
                assertThat(ROOT.resolve(service.path("build").path("dockerfile").asText()))
                        .exists();
                assertThat(service.path("build").path("context").asText()).isEqualTo(".");
                assertThat(service.path("build").path("args").path("REVISION").asText())
                        .as("the commit, as the environment says")
                        .isEqualTo("${REVISION:-unknown}");
            }
        });

        assertThat(built).doesNotHaveDuplicates();
        assertThat(services().values().stream()
                        .map(service -> service.path("image").asText())
                        .filter(image -> image.startsWith("waybill")))
                .allSatisfy(image -> assertThat(built).contains(image));
    }

    @Test
    void finalStagesDoNotRunAsRoot() throws IOException {
        for (Path dockerfile : DOCKERFILES) {
            List<String> users = instructions(dockerfile, "USER");
            assertThat(users).as(dockerfile.toString()).hasSize(1).doesNotContain("root", "0");
            assertThat(instructions(dockerfile, "ENTRYPOINT")).hasSize(1);
        }
    }

    @Test
    void dockerfilesCopyOnlyWhatIsThereAndFromStagesThatExist() throws IOException {
        for (Path dockerfile : DOCKERFILES) {
            Set<String> stages = stages(dockerfile);
            for (String copy : instructions(dockerfile, "COPY")) {
                Matcher from = Pattern.compile("--from=(\\S+) .*").matcher(copy);
                if (from.matches()) {
                    assertThat(stages).contains(from.group(1));
                } else {
                    assertThat(ROOT.resolve(copy.split(" ")[0])).exists();
                }
            }
        }
        assertThat(instructions(DOCKERFILES.get(0), "ENTRYPOINT")).containsExactly("[\"/opt/waybill/waybill\"]");
        assertThat(instructions(DOCKERFILES.get(0), "COPY"))
                .contains(
                        "--from=build /src/waybill /opt/waybill/waybill",
                        "--from=build /src/launcher/target/lib /opt/waybill/lib",
                        "--from=build /src/local/target/lib /opt/waybill/lib-local");
        assertThat(Files.isExecutable(ROOT.resolve("waybill"))).isTrue();
        assertThat(instructions(DOCKERFILES.get(1), "RUN"))
                .as("the sink as operators get it")
                .contains("jar xf /src/export-sink/target/waybill-export-sink-*-plugin.zip");
    }

    @Test
    void theImageHasNoJarTwice(@TempDir Path folder) throws Exception {
        // Given: what the build leaves
        Path launcher = Files.createDirectories(folder.resolve("launcher/target/lib"));
        Path local = Files.createDirectories(folder.resolve("local/target/lib"));
        Files.writeString(launcher.resolve("both.jar"), "same");
        Files.writeString(local.resolve("both.jar"), "same");
        Files.writeString(launcher.resolve("other.jar"), "one");
        Files.writeString(local.resolve("own.jar"), "own");
        String command = instructions(DOCKERFILES.get(0), "RUN").stream()
                .filter(run -> run.contains("local/target/lib"))
                .findFirst()
                .orElseThrow();

        // When
        Process process = new ProcessBuilder("sh", "-c", command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        // Then
        assertThat(process.waitFor()).as(output).isZero();
        assertThat(launcher).isDirectoryContaining("glob:**/both.jar").isDirectoryContaining("glob:**/other.jar");
        assertThat(local).isDirectoryNotContaining("glob:**/both.jar").isDirectoryContaining("glob:**/own.jar");
    }

    @Test
    void heapsOfKafkaLeaveRoomInTheirLimits() {
        Pattern heap = Pattern.compile("-Xmx([0-9]+[mg])");
        for (String service : List.of("broker", "connect")) {
            Matcher options = heap.matcher(environment(service).getOrDefault("KAFKA_HEAP_OPTS", ""));
            assertThat(options.find())
                    .as(service + " says how large its heap is")
                    .isTrue();
            String limit = services().get(service).path("mem_limit").asText();

            assertThat(mebibytes(options.group(1))).as(service).isLessThanOrEqualTo(mebibytes(limit) * 3 / 4);
        }
    }

    private static int mebibytes(String size) {
        int number = Integer.parseInt(size.substring(0, size.length() - 1));
        return size.endsWith("g") ? number * 1024 : number;
    }

    @Test
    void theTrialCutsWhatIsThereAndItsTenantCanBeDelivered(@TempDir Path folder) throws IOException {
        Path trial = CONFIG.resolve("trial");
        String script = Files.readString(trial.resolve("try-with-podman.sh"));
        Files.copy(trial.resolve("trial.yaml"), folder.resolve("trial.yaml"));

        assertThat(Files.isExecutable(trial.resolve("try-with-podman.sh"))).isTrue();
        assertThat(SpecReader.read(folder).exports()).hasSize(1);
        assertThat(script).contains("/^  - id: archive$/", "/^  confluent-s3-sink:$/", "--target waybill-sink-alone");
        assertThat(Files.readString(CONFIG.resolve("tenants/acme.yaml"))).contains("\n  - id: archive\n");
        assertThat(Files.readString(CONFIG.resolve("platform.yaml"))).contains("\n  confluent-s3-sink:\n");
        assertThat(stages(DOCKERFILES.get(1))).contains("waybill-sink-alone");
    }

    @Test
    void dependenciesExistAndTheirConditionsCanHold() {
        services()
                .forEach((name, service) -> service.path("depends_on").fields().forEachRemaining(dependency -> {
                    JsonNode target = services().get(dependency.getKey());
                    assertThat(target)
                            .as(name + " needs " + dependency.getKey())
                            .isNotNull();
                    String condition = dependency.getValue().path("condition").asText();
                    if (condition.equals("service_healthy")) {
                        assertThat(target.has("healthcheck"))
                                .as(dependency.getKey())
                                .isTrue();
                    } else {
                        assertThat(condition).isEqualTo("service_completed_successfully");
                        assertThat(target.path("restart").asText())
                                .as(dependency.getKey())
                                .isEqualTo("no");
                    }
                }));
    }

    @Test
    void everyServiceThatStaysHasAHealthCheckWithTheReasonForItsTiming() throws IOException {
        List<String> lines = Files.readAllLines(COMPOSE);
        long reasons = 0;
        for (int line = 1; line < lines.size(); line++) {
            if (lines.get(line).strip().equals("healthcheck:")) {
                assertThat(lines.get(line - 1).strip()).as("line " + line).startsWith("# ");
                reasons++;
            }
        }
        List<JsonNode> staying = services().values().stream()
                .filter(service -> !service.path("restart").asText().equals("no"))
                .toList();

        assertThat(staying).hasSize((int) reasons).allSatisfy(service -> {
            JsonNode check = service.path("healthcheck");
            assertThat(List.of("test", "start_period", "interval", "timeout", "retries"))
                    .allMatch(check::has);
        });
    }

    @Test
    void portsAreBoundToThisMachineAndDoNotClash() {
        List<String> published = new ArrayList<>();
        services().values().forEach(service -> service.path("ports").forEach(port -> published.add(port.asText())));

        assertThat(published).allSatisfy(port -> assertThat(port).matches("127\\.0\\.0\\.1:[0-9]+:[0-9]+"));
        assertThat(published.stream().map(port -> port.split(":")[1])).doesNotHaveDuplicates();
    }

    @Test
    void mountedFilesExistAndNamedVolumesAreDeclared() {
        Set<String> declared = new TreeSet<>();
        compose.path("volumes").fieldNames().forEachRemaining(declared::add);
        Set<String> used = new TreeSet<>();
        services()
                .values()
                .forEach(service -> service.path("volumes").forEach(volume -> {
                    String source = volume.asText().split(":")[0];
                    if (source.startsWith("./")) {
                        assertThat(ROOT.resolve(source)).exists();
                        assertThat(volume.asText())
                                .as("our files are not to be changed")
                                .endsWith(":ro");
                    } else {
                        used.add(source);
                    }
                }));

        assertThat(used).isEqualTo(declared);
    }

    @Test
    void brokerSettingsAreKnownToTheBroker() {
        Map<String, String> settings = new TreeMap<>();
        environment("broker").forEach((variable, value) -> {
            assertThat(variable).startsWith("KAFKA_");
            if (variable.equals("KAFKA_HEAP_OPTS")) {
                return; // for the virtual machine: the image makes no setting of it
            }
            settings.put(
                    variable.substring("KAFKA_".length())
                            .toLowerCase(Locale.ROOT)
                            .replace('_', '.'),
                    value);
        });

        assertThat(AbstractKafkaConfig.CONFIG_DEF.names()).containsAll(settings.keySet());
        assertThat(new KafkaConfig(settings).replicaFetchResponseMaxBytes())
                .isEqualTo(Limits.REPLICA_FETCH_RESPONSE_MAX_BYTES);
        assertThat(settings).containsEntry("auto.create.topics.enable", "false");
    }

    @Test
    void workerSettingsAreKnownToConnect() throws IOException {
        Map<String, String> settings = new TreeMap<>();
        properties(CONFIG.resolve("connect.properties"))
                .forEach((key, value) -> settings.put((String) key, (String) value));
        DistributedConfig config = new DistributedConfig(settings);

        assertThat(settings.keySet().stream().filter(key -> !key.startsWith("config.providers.")))
                .allMatch(config.values()::containsKey);
        assertThat(instructions(DOCKERFILES.get(1), "COPY").stream()
                        .map(copy -> copy.substring(copy.lastIndexOf(' ') + 1))
                        .filter(target -> target.startsWith("/opt/plugins/")))
                .hasSize(2)
                .allMatch(target -> target.startsWith(settings.get("plugin.path") + "/"));
        assertThat(instructions(DOCKERFILES.get(1), "CMD")).containsExactly("[\"/etc/waybill/connect.properties\"]");
    }

    @Test
    void commandsOfOurImageAreUnderstoodByTheProgram() {
        services().forEach((name, service) -> {
            List<String> words = texts(service.path("command"));
            if (service.path("image").asText().startsWith("waybill:")) {
                CommandLine.ParseResult parsed = Main.withCommands().parseArgs(words.toArray(String[]::new));
                assertThat(parsed.hasSubcommand()).as(name).isTrue();
                assertThat(parsed.unmatched()).isEmpty();
            }
        });
    }

    @Test
    void everyServiceHasAMemoryLimit() {
        assertThat(services().values())
                .allSatisfy(service ->
                        assertThat(service.path("mem_limit").asText()).matches("[0-9]+[mg]"));
    }

    @Test
    void environmentOfTheApplicationIsUnderstoodByIt() throws IOException {
        Map<String, String> environment = environment("streams");

        AppConfig config = AppConfig.read(Optional.empty(), environment, Map.of());

        assertThat(services().get("streams").path("ports").get(0).asText())
                .endsWith(":" + config.http().port());
        assertThat(config.kafka()).containsEntry("application.id", "waybill");
        assertThat(RegistryConfig.of(config.resolvedRegistry(reference -> "secret"))
                        .urls())
                .containsExactly(URI.create("http://registry:8080/apis/ccompat/v7"));
        assertThat(config.kafka().get("bootstrap.servers"))
                .isEqualTo("broker:9092")
                .isEqualTo(properties(CONFIG.resolve("connect.properties")).getProperty("bootstrap.servers"));
        assertThat(environment("local-store")).containsOnlyKeys("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY");
        assertThat(environment("connect")).containsAllEntriesOf(environment("local-store"));
    }

    @Test
    void receiptsAreSignedWithAKeyThatIsMadeOnceAndKept(@TempDir Path folder) throws Exception {
        // Given
        JsonNode makes = services().get("receipt-key");
        List<String> make = texts(makes.path("command"));
        List<String> entrypoint = texts(makes.path("entrypoint"));
        String made = make.get(2) + ".pem";
        String volume = mounted(makes, made);

        // When: the command is run in a folder of ours, and again
        String inOurs = folder.resolve("signing").toString();
        List<String> once = List.of(make.get(0), make.get(1), inOurs);
        StringWriter out = new StringWriter();
        int code = Main.execute(new PrintWriter(out), new PrintWriter(out), once.toArray(String[]::new));
        Process again = new ProcessBuilder(
                        entrypoint.get(0), entrypoint.get(1), entrypoint.get(2).replace(made, inOurs + ".pem"))
                .start();

        // Then
        assertThat(code).as(out.toString()).isZero();
        assertThat(again.waitFor()).as("where the key is there").isZero();
        assertThat(entrypoint.get(2)).isEqualTo("test -e " + made + " || exec /opt/waybill/waybill \"$@\"");
        JsonNode streams = services().get("streams");
        AppConfig config = AppConfig.read(Optional.empty(), environment("streams"), Map.of());
        Matcher reference = Pattern.compile("\\$\\{file:(/.*)/" + Path.of(made).getFileName() + "}")
                .matcher(config.receiptsKey());
        assertThat(reference.matches()).as(config.receiptsKey()).isTrue();
        assertThat(mounted(streams, config.receiptsKey().replaceAll(".*:|}", "")))
                .isEqualTo(volume);
        assertThat(streams.at("/depends_on/receipt-key/condition").asText())
                .isEqualTo("service_completed_successfully");
        String key = Files.readString(Path.of(inOurs + ".pem"));
        assertThat(new SecretReferences(Map.of()).secret("${file:" + inOurs + ".pem}"))
                .isEqualTo(key.strip());
        assertThat(SigningKey.parse(key).id())
                .isEqualTo(out.toString().lines().findFirst().orElseThrow().substring("key ".length()));
    }

    /** The volume in which a service has this file. */
    private static String mounted(JsonNode service, String file) {
        return StreamSupport.stream(service.path("volumes").spliterator(), false)
                .map(volume -> volume.asText().split(":"))
                .filter(volume -> file.startsWith(volume[1] + "/"))
                .map(volume -> volume[0])
                .findFirst()
                .orElseThrow();
    }

    @Test
    void connectorsThatApplyMakesAreAcceptedByOurSink() throws IOException {
        TenantSpecs specs = SpecReader.read(CONFIG.resolve("tenants"));
        Rendering rendering = Rendering.of(
                specs.exports(),
                new ExternalIds(Map.of("acme", "wb-acme")),
                PlatformReader.read(CONFIG.resolve("platform.yaml")),
                OperatorRules.read(CONFIG.resolve("tenants")));

        Connector ours = rendering.connectors().stream()
                .filter(connector -> connector.name().equals("waybill-sink"))
                .findFirst()
                .orElseThrow();

        assertThat(new ExportSinkConnector()
                        .validate(ours.config()).configValues().stream()
                                .flatMap(value -> value.errorMessages().stream()))
                .isEmpty();
        Set<String> own = new ExportSinkConnector().config().names();
        assertThat(ours.config().keySet().stream()
                        .filter(key -> key.matches("(catalog|deliveries|sts|upload|retry|hold|parking|file|s3)\\..*")))
                .hasSize(3)
                .allMatch(own::contains);
        assertThat(rendering.connectors()).hasSize(2);
        assertThat(ours.config().get("catalog.client.bootstrap.servers")).isEqualTo("broker:9092");
        assertThat(texts(services().get("apply").path("command")))
                .contains("--bootstrap=broker:9092", "--connect=http://connect:8083");
    }

    @Test
    void buildsGetSourcesButNeitherResultsNorSecrets() throws IOException {
        assertThat(Files.readAllLines(ROOT.resolve(".dockerignore")))
                .contains("**/target/", ".git/", ".waybill/", "**/.env");
    }

    private static Map<String, JsonNode> services() {
        Map<String, JsonNode> services = new TreeMap<>();
        compose.path("services").fields().forEachRemaining(entry -> services.put(entry.getKey(), entry.getValue()));
        return services;
    }

    private static Map<String, String> environment(String service) {
        Map<String, String> environment = new TreeMap<>();
        compose.path("services")
                .path(service)
                .path("environment")
                .fields()
                .forEachRemaining(entry -> environment.put(entry.getKey(), unescaped(entry.getValue())));
        return environment;
    }

    private static List<String> texts(JsonNode list) {
        return StreamSupport.stream(list.spliterator(), false)
                .map(DeploymentFilesTest::unescaped)
                .toList();
    }

    /** As Compose has it: it takes one dollar for a variable of its own, and two for one. */
    private static String unescaped(JsonNode value) {
        String text = value.asText();
        assertThat(text.replace("$$", "")).as("what Compose would replace").doesNotContain("$");
        return text.replace("$$", "$");
    }

    private static List<String> instructions(Path dockerfile, String name) throws IOException {
        String joined = Files.readString(dockerfile).replaceAll("\\\\\n", " ");
        Stream<String> lines = joined.lines().map(String::strip).filter(line -> line.startsWith(name + " "));
        return lines.map(line -> line.substring(name.length() + 1).strip()).toList();
    }

    private static Set<String> stages(Path dockerfile) throws IOException {
        Set<String> stages = new HashSet<>();
        instructions(dockerfile, "FROM").stream()
                .map(from -> from.split(" "))
                .filter(words -> words.length == 3 && words[1].equalsIgnoreCase("AS"))
                .forEach(words -> stages.add(words[2]));
        return stages;
    }

    /** What a Dockerfile begins with that is no stage of its own. */
    private static List<String> baseImages(Path dockerfile) throws IOException {
        Set<String> stages = stages(dockerfile);
        return instructions(dockerfile, "FROM").stream()
                .map(from -> from.split(" ")[0])
                .filter(image -> !stages.contains(image))
                .toList();
    }

    private static Properties properties(Path file) throws IOException {
        Properties properties = new Properties();
        try (InputStream in = Files.newInputStream(file)) {
            properties.load(in);
        }
        return properties;
    }
}
