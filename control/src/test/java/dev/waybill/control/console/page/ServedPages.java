package dev.waybill.control.console.page;

import dev.waybill.catalog.snapshot.Knowledge;
import dev.waybill.contract.ExportId;
import dev.waybill.contract.Source;
import dev.waybill.control.apply.Applier;
import dev.waybill.control.apply.Folder;
import dev.waybill.control.apply.Progress;
import dev.waybill.control.console.access.Access;
import dev.waybill.control.console.audit.ConsoleEvent;
import dev.waybill.control.console.change.ApplySpec;
import dev.waybill.control.console.change.Audited;
import dev.waybill.control.console.change.FakeChangeCluster;
import dev.waybill.control.console.change.Pause;
import dev.waybill.control.console.change.PauseOf;
import dev.waybill.control.console.change.PlanSpec;
import dev.waybill.control.console.change.ReadSpec;
import dev.waybill.control.console.change.Resolver;
import dev.waybill.control.console.change.Resume;
import dev.waybill.control.console.change.RetryExport;
import dev.waybill.control.console.change.SpecChanges;
import dev.waybill.control.console.change.ValidateSpec;
import dev.waybill.control.console.check.ReadDoctor;
import dev.waybill.control.console.check.RunDoctor;
import dev.waybill.control.console.check.RunPreview;
import dev.waybill.control.console.http.Api;
import dev.waybill.control.console.http.Asking;
import dev.waybill.control.console.http.ConsoleServer;
import dev.waybill.control.console.http.ListenAddress;
import dev.waybill.control.console.http.Operation;
import dev.waybill.control.console.http.Page;
import dev.waybill.control.console.http.Site;
import dev.waybill.control.console.read.ReadOperations;
import dev.waybill.control.console.replay.ReplayOperations;
import dev.waybill.control.console.state.ConsoleScenario;
import dev.waybill.control.doctor.CheckResult;
import dev.waybill.control.doctor.DoctorReport;
import dev.waybill.control.doctor.ExportReport;
import dev.waybill.control.doctor.check.Diagnosis;
import dev.waybill.control.doctor.check.Outcome;
import dev.waybill.control.preview.PreviewReport;
import dev.waybill.control.replay.HeldWork;
import dev.waybill.control.replay.ReplayDesk;
import dev.waybill.topics.TopicPlan;
import dev.waybill.topics.TopicSettings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.htmlunit.WebClient;
import org.htmlunit.html.HtmlButton;
import org.htmlunit.html.HtmlForm;
import org.htmlunit.html.HtmlPage;

/** The console's pages over the network, with all operations behind them, and a cluster in memory behind those. */
final class ServedPages implements AutoCloseable {
    static final String FIVE = "2026-03-04T05:00:00Z";
    private static final Instant NOW = Instant.parse("2026-03-04T06:12:00Z");
    private static final String TRAFFIC = """
            tenant: globex
            exports:
              - id: traffic
                source: download
                format: { kind: csv }
                destination: { kind: s3, bucket: globex-secret-bucket, prefix: x, region: eu-west-1, role-arn: "arn:aws:iam::444455556666:role/Logs" }
            """;

    final ConsoleScenario scenario = new ConsoleScenario();
    final FakeChangeCluster cluster = new FakeChangeCluster();
    final List<ConsoleEvent> audited = new ArrayList<>();
    final HeldWork work = new HeldWork();
    final List<Page> pages;

    private final Folder folder;
    private final ConsoleServer server;
    private final List<WebClient> clients = new ArrayList<>();

    ServedPages(Path root) {
        Clock clock = Clock.fixed(NOW, ZoneOffset.UTC);
        folder = new Folder(root);
        folder.tenant("acme", "redact: [ { kind: drop-group, group: geo } ]", bucket("acme", "111122223333"))
                .tenant("globex", bucket("globex", "444455556666"));
        apply();
        onBoard();
        List<Operation> operations = operations(clock);
        pages = Pages.all(new Api(operations), clock);
        Site site = new Site(
                operations,
                pages,
                new FrameViews(),
                new Access(() -> Asking.TOKENS, clock),
                clock,
                (what, status, took) -> {});
        server = ConsoleServer.start(
                ListenAddress.safe(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), Optional.empty()), site);
    }

    private static String bucket(String tenant, String account) {
        return "destination: { kind: s3, bucket: " + tenant
                + "-logs, prefix: logs, region: eu-west-1, role-arn: \"arn:aws:iam::" + account + ":role/Logs\" }";
    }

    /** As after somebody applied the folder with these rules of the operator. */
    void operatorRules(String yaml) {
        folder.file("operator.yaml", yaml);
        apply();
    }

    private void apply() {
        new Applier(cluster.target, Clock.fixed(NOW, ZoneOffset.UTC), Progress.NONE).apply(folder.request());
    }

    private void onBoard() {
        ExportId globex = new ExportId("globex", "traffic");
        scenario.catalog.apply("2026-03-04T04:10:00Z").add("2026-03-04T04:10:00Z", "globex", TRAFFIC);
        scenario.at(NOW.toString())
                .whole(ConsoleScenario.DOWNLOADS, FIVE, 0)
                .delivered(ConsoleScenario.DOWNLOADS, FIVE, 0, 0)
                .receipt(ConsoleScenario.DOWNLOADS, ConsoleScenario.hour(FIVE))
                .whole(globex, FIVE, 0)
                .passed(Source.DOWNLOAD, 0, 1, NOW.toString())
                .passed(Source.AUDIT, 0, 1, NOW.toString())
                .known();
    }

    private List<Operation> operations(Clock clock) {
        Audited trail = new Audited(audited::add, clock);
        SpecChanges changes = new SpecChanges(
                cluster,
                exports -> TopicPlan.of(exports, TopicSettings.EMBEDDED),
                secret -> "the secret of " + secret,
                Resolver.SYSTEM,
                (changed, settings) -> List.of(),
                clock);
        List<Operation> operations = new ArrayList<>(ReadOperations.all(
                scenario.known(),
                () -> Knowledge.of(scenario.catalog.snapshot(), NOW),
                () -> Optional.of("{\"keys\":[]}".getBytes(StandardCharsets.UTF_8)),
                clock));
        operations.addAll(List.of(
                new ReadSpec(cluster::catalog),
                new RunDoctor((tenant, export) -> doctor(tenant), trail),
                new ReadDoctor(id -> Optional.ofNullable(scenario.checkups.get(id))),
                new RunPreview((exports, settings, size) -> preview(), changes, cluster::catalog),
                new ValidateSpec(changes),
                new PlanSpec(changes),
                new ApplySpec(changes, trail),
                new Pause(PauseOf.TENANT, cluster, trail),
                new Pause(PauseOf.EXPORT, cluster, trail),
                new Resume(PauseOf.TENANT, cluster, trail),
                new Resume(PauseOf.EXPORT, cluster, trail),
                new RetryExport(cluster, trail)));
        operations.addAll(ReplayOperations.all(Optional.of(new ReplayDesk(work)), trail));
        return operations;
    }

    private static DoctorReport doctor(String tenant) {
        return new DoctorReport(
                NOW,
                List.of(new ExportReport(
                        new ExportId(tenant, "downloads"),
                        "s3://" + tenant + "-logs/",
                        List.of(
                                new CheckResult(
                                        "put-below-prefix",
                                        new Diagnosis(Outcome.PASSED, "an object was put", "", Optional.empty())),
                                new CheckResult(
                                        "list",
                                        new Diagnosis(
                                                Outcome.WARNING,
                                                "the role may list the bucket",
                                                "take s3:ListBucket away",
                                                Optional.empty()))))));
    }

    private static PreviewReport preview() {
        PreviewReport.SourceRead read = new PreviewReport.SourceRead(
                Source.DOWNLOAD, 1_000_000, 10, new TreeMap<>(), new TreeMap<>(), List.of());
        return new PreviewReport(List.of(read), List.of(), List.of("a note for operators"));
    }

    /** A browser without scripts in which somebody has logged in. */
    Visit login(String token) {
        WebClient client = client();
        try {
            HtmlPage login = client.getPage(server.uri() + "/login");
            HtmlForm form = login.getForms().get(0);
            form.getInputByName("token").setValue(token);
            HtmlPage first = ((HtmlButton) form.getFirstByXPath(".//button")).click();
            return new Visit(client, server.uri().toString(), first);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    WebClient client() {
        WebClient client = new WebClient();
        client.getOptions().setJavaScriptEnabled(false);
        client.getOptions().setCssEnabled(false);
        client.getOptions().setThrowExceptionOnFailingStatusCode(false);
        clients.add(client);
        return client;
    }

    String address() {
        return server.uri().toString();
    }

    @Override
    public void close() {
        clients.forEach(WebClient::close);
        server.close();
    }
}
