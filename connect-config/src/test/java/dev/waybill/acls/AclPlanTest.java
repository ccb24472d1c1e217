package dev.waybill.acls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.waybill.connector.Connector;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class AclPlanTest {
    private static final Connector SINK = sink("-1");
    private static final Connector PARKING_SINK = sink("60000");
    private static final Connector CONFLUENT = new Connector(
            "acme-downloads",
            Map.of(
                    "name", "acme-downloads",
                    "connector.class", "io.confluent.connect.s3.S3SinkConnector",
                    "topics", "export.acme.downloads, export.acme.audit"));

    @Test
    void grantsEveryClientSomethingUnderThePrincipalItLogsInAs() {
        assertThat(plan(PARKING_SINK).clients(client -> "User:" + client.word()))
                .extracting(ClientGrants::principal)
                .containsExactlyElementsOf(
                        Client.words().stream().map(word -> "User:" + word).toList());
    }

    @Test
    void grantsNothingOnAllNamesAtOnce() {
        assertThat(Arrays.stream(Client.values()).flatMap(client -> grants(plan(PARKING_SINK), client)))
                .isNotEmpty()
                .allSatisfy(
                        grant -> assertThat(grant.name()).hasSizeGreaterThan(3).doesNotContain("*"));
    }

    @Test
    void leavesCopiesOfInputsAloneUnlessTheyAreMade() {
        assertThat(operations(plan(SINK), Client.RUN, "waybill.download-events-by-tenant"))
                .isEmpty();
        assertThat(operations(plan(SINK), Client.TOPICS, "waybill.download-events-by-tenant"))
                .as("whether they are there")
                .containsExactly(Operation.DESCRIBE);
        assertThat(operations(plan(SINK), Client.TOPICS_GROW, "waybill.download-events-by-tenant"))
                .containsExactly(Operation.DESCRIBE);
    }

    @Test
    void letsCopiesOfInputsBeMadeReadAndGrownWhereTheInputIsRepartitioned() {
        // Given
        AclPlan plan = plan(SINK).repartitioned();

        // Then
        assertThat(operations(plan, Client.RUN, "waybill.download-events-by-tenant"))
                .containsExactly(Operation.READ, Operation.WRITE, Operation.DESCRIBE_CONFIGS);
        assertThat(operations(plan, Client.TOPICS, "waybill.audit-events-by-tenant"))
                .containsExactly(Operation.READ, Operation.CREATE, Operation.DESCRIBE_CONFIGS);
        assertThat(operations(plan, Client.TOPICS_GROW, "waybill.audit-events-by-tenant"))
                .containsExactly(Operation.READ, Operation.ALTER);
    }

    @Test
    void theApplicationMayNotWriteItsInput() {
        assertThat(operations(plan(SINK), Client.RUN, "download-events"))
                .containsExactly(Operation.READ, Operation.DESCRIBE_CONFIGS);
        assertThat(operations(plan(SINK), Client.PRODUCERS, "download-events")).containsExactly(Operation.WRITE);
    }

    @Test
    void onlyThoseWhoChangeTheCatalogMayWriteIt() {
        assertThat(Arrays.stream(Client.values()).filter(client -> mayWrite(client, ResourceKind.TOPIC)))
                .containsExactly(
                        Client.APPLY,
                        Client.APPLY_ACLS,
                        Client.APPLY_PRUNE,
                        Client.APPLY_CONNECT,
                        Client.PAUSE,
                        Client.CONSOLE);
        assertThat(Arrays.stream(Client.values()).filter(client -> mayWrite(client, ResourceKind.TRANSACTIONAL_ID)))
                .as("the transactional id of its writers")
                .containsExactly(
                        Client.APPLY,
                        Client.APPLY_ACLS,
                        Client.APPLY_PRUNE,
                        Client.APPLY_CONNECT,
                        Client.PAUSE,
                        Client.CONSOLE);
    }

    @Test
    void theApplicationTheSinkAndCommandsReadTheCatalog() {
        assertThat(Arrays.stream(Client.values())
                        .filter(client -> operations(plan(SINK), client, "waybill.catalog")
                                .contains(Operation.READ)))
                .containsExactly(
                        Client.RUN,
                        Client.SINK_CATALOG,
                        Client.RETRY,
                        Client.REPLAY,
                        Client.PREVIEW,
                        Client.APPLY,
                        Client.APPLY_ACLS,
                        Client.APPLY_PRUNE,
                        Client.APPLY_CONNECT,
                        Client.PAUSE,
                        Client.STATUS,
                        Client.CONSOLE);
    }

    @Test
    void aPreviewReadsEventsAndTheCatalogAndNothingElse() {
        assertThat(grants(plan(SINK), Client.PREVIEW))
                .containsExactly(
                        Grant.on(ResourceKind.TOPIC, "download-events", Operation.READ),
                        Grant.on(ResourceKind.TOPIC, "audit-events", Operation.READ),
                        Grant.on(ResourceKind.TOPIC, "waybill.catalog", Operation.READ));
    }

    @Test
    void onlyTheApplicationWritesTheLedgerAndOnlyTheSinkWhatItDelivers() {
        assertThat(Arrays.stream(Client.values())
                        .filter(client ->
                                operations(plan(SINK), client, "waybill.ledger").contains(Operation.WRITE)))
                .containsExactly(Client.RUN);
        assertThat(Arrays.stream(Client.values())
                        .filter(client -> operations(plan(SINK), client, "waybill.deliveries")
                                .contains(Operation.WRITE)))
                .containsExactly(Client.SINK_CATALOG);
        assertThat(operations(plan(SINK), Client.RUN, "waybill.ledger"))
                .as("its receipts are made from it")
                .containsExactly(Operation.READ, Operation.WRITE, Operation.DESCRIBE_CONFIGS);
        assertThat(operations(plan(SINK), Client.STATUS, "waybill.ledger")).containsExactly(Operation.READ);
        assertThat(operations(plan(SINK), Client.STATUS, "waybill.deliveries")).containsExactly(Operation.READ);
    }

    @Test
    void whoPrunesDeletesNothingButDedicatedTopics() {
        assertThat(Arrays.stream(Client.values())
                        .filter(client -> grants(plan(SINK), client)
                                .anyMatch(grant -> grant.operations().contains(Operation.DELETE))))
                .containsExactly(Client.REPLAY, Client.APPLY_PRUNE);
        assertThat(grants(plan(SINK), Client.APPLY_PRUNE))
                .filteredOn(grant -> grant.operations().contains(Operation.DELETE))
                .extracting(Grant::kind, Grant::match, Grant::name)
                .containsExactly(tuple(ResourceKind.TOPIC, NameMatch.PREFIXED, "export."));
    }

    @Test
    void whoReconcilesConnectorsOnlyReadsWhatTheyDeliver() {
        assertThat(operations(plan(SINK), Client.APPLY_CONNECT, "waybill.delivery"))
                .contains(Operation.READ)
                .doesNotContain(Operation.WRITE, Operation.DELETE);
        assertThat(grants(plan(SINK), Client.APPLY_CONNECT))
                .filteredOn(grant ->
                        grant.kind() == ResourceKind.GROUP && grant.name().equals("connect-"))
                .flatExtracting(Grant::operations)
                .containsExactly(Operation.DESCRIBE);
    }

    @Test
    void aReplayDeletesOnlyWhatIsItsOwnAndWritesNoInput() {
        assertThat(grants(plan(SINK), Client.REPLAY))
                .filteredOn(grant -> grant.operations().contains(Operation.DELETE))
                .extracting(Grant::kind, Grant::match, Grant::name)
                .containsExactly(
                        tuple(ResourceKind.TOPIC, NameMatch.PREFIXED, "waybill-replay-"),
                        tuple(ResourceKind.GROUP, NameMatch.PREFIXED, "waybill-replay-"));
        assertThat(operations(plan(SINK), Client.REPLAY, "download-events"))
                .containsExactly(Operation.READ, Operation.DESCRIBE_CONFIGS);
        assertThat(operations(plan(SINK).repartitioned(), Client.REPLAY, "download-events"))
                .isEmpty();
        assertThat(operations(plan(SINK).repartitioned(), Client.REPLAY, "waybill.download-events-by-tenant"))
                .containsExactly(Operation.READ, Operation.DESCRIBE_CONFIGS);
    }

    @Test
    void onlyApplyWithAclsMayGrantRights() {
        assertThat(Arrays.stream(Client.values())
                        .filter(client ->
                                operations(plan(SINK), client, "kafka-cluster").contains(Operation.ALTER)))
                .containsExactly(Client.APPLY_ACLS);
    }

    @Test
    void knowsNoParkingWhereNothingIsParked() {
        assertThat(plan(SINK).clients(Client::principal))
                .extracting(ClientGrants::client)
                .doesNotContain(Client.PARKING);
        assertThat(operations(plan(SINK), Client.SINK, "waybill.parked.")).isEmpty();
        assertThat(operations(plan(SINK), Client.RETRY, "waybill.parked."))
                .as("whether there is such a topic")
                .containsExactly(Operation.DESCRIBE);
    }

    @Test
    void statusLooksAtWhatIsParkedWhereSomethingIs() {
        assertThat(operations(plan(SINK), Client.STATUS, "waybill.parked.")).containsExactly(Operation.DESCRIBE);
        assertThat(operations(plan(PARKING_SINK), Client.STATUS, "waybill.parked."))
                .containsExactly(Operation.READ, Operation.DESCRIBE_CONFIGS);
    }

    @Test
    void letsTheSinkReadWhatIsParked() {
        assertThat(operations(plan(PARKING_SINK), Client.PARKING, "waybill.parked."))
                .containsExactly(Operation.WRITE, Operation.CREATE);
        assertThat(operations(plan(PARKING_SINK), Client.SINK, "waybill.parked."))
                .containsExactly(Operation.READ);
        assertThat(operations(plan(PARKING_SINK), Client.RETRY, "waybill.parked."))
                .containsExactly(Operation.WRITE);
    }

    @Test
    void letsAConnectorOfOneDestinationReadItsOwnTopicsOnly() {
        assertThat(grants(plan(CONFLUENT), Client.SINK))
                .containsExactly(
                        Grant.on(ResourceKind.TOPIC, "export.acme.downloads", Operation.READ),
                        Grant.on(ResourceKind.TOPIC, "export.acme.audit", Operation.READ),
                        Grant.on(ResourceKind.GROUP, "connect-acme-downloads", Operation.READ));
    }

    @Test
    void namesTheWorkersTopicsAsTheWorkerDoes() {
        // Given
        AclPlan plan = AclPlan.of(
                "waybill", WorkerNames.of(Map.of("group.id", "logs", "config.storage.topic", "c")), List.of());

        // Then
        assertThat(grants(plan, Client.WORKER))
                .extracting(Grant::name)
                .containsExactly("c", "connect-status", "connect-offsets", "logs");
    }

    @Test
    void findsAClientByItsWord() {
        assertThat(Client.of("topics-grow")).contains(Client.TOPICS_GROW);
        assertThat(Client.of("TOPICS_GROW")).isEmpty();
    }

    @Test
    void refusesGrantsOfNothingAndPrincipalsWithoutAType() {
        assertThatThrownBy(() -> new Grant(ResourceKind.TOPIC, NameMatch.PREFIXED, "", Set.of(Operation.READ)))
                .hasMessage("a grant needs a name and an operation: TOPIC ");
        assertThatThrownBy(() -> new Grant(ResourceKind.GROUP, NameMatch.LITERAL, "waybill", Set.of()))
                .hasMessage("a grant needs a name and an operation: GROUP waybill");
        assertThatThrownBy(() -> new ClientGrants(Client.RUN, "waybill", List.of()))
                .hasMessage("\"waybill\" is no principal; write User:NAME");
    }

    private static AclPlan plan(Connector connector) {
        return AclPlan.of("waybill", WorkerNames.of(Map.of()), List.of(connector));
    }

    private static Connector sink(String parkingAfter) {
        return new Connector(
                "waybill-sink",
                Map.of(
                        "name", "waybill-sink",
                        "connector.class", "dev.waybill.sink.ExportSinkConnector",
                        "topics.regex", "export\\..+",
                        "parking.after.ms", parkingAfter));
    }

    private static Stream<Grant> grants(AclPlan plan, Client client) {
        return plan.clients(Client::principal).stream()
                .filter(grants -> grants.client() == client)
                .flatMap(grants -> grants.grants().stream());
    }

    /** The catalog's topic and the id of its writers have the same name. */
    private static boolean mayWrite(Client client, ResourceKind kind) {
        String name = "waybill.catalog";
        return grants(plan(PARKING_SINK), client)
                .filter(grant -> grant.kind() == kind)
                .filter(grant ->
                        grant.match() == NameMatch.PREFIXED ? name.startsWith(grant.name()) : name.equals(grant.name()))
                .anyMatch(grant -> grant.operations().contains(Operation.WRITE));
    }

    private static List<Operation> operations(AclPlan plan, Client client, String name) {
        return grants(plan, client)
                .filter(grant -> grant.name().equals(name))
                .flatMap(grant -> grant.operations().stream())
                .toList();
    }
}
