package dev.waybill.acls;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class AclTextTest {
    private static final List<ClientGrants> GRANTS = List.of(
            new ClientGrants(
                    Client.PRODUCERS,
                    "User:CN=it's us",
                    List.of(
                            Grant.on(ResourceKind.TOPIC, "download-events", Operation.WRITE),
                            Grant.on(ResourceKind.TOPIC, "audit-events", Operation.WRITE))),
            new ClientGrants(
                    Client.IMPORT,
                    "User:waybill-import",
                    List.of(Grant.onAll(
                            ResourceKind.TRANSACTIONAL_ID, "waybill-import.", Operation.WRITE, Operation.DESCRIBE))));

    /** A principal is a shell's word, whatever it holds. */
    @Test
    void writesACommandForGrantsThatDifferInTheirNamesOnly() {
        assertThat(AclText.commands(GRANTS, List.of("--bootstrap-server", "broker:9092")))
                .isEqualTo("""
                        # producers: the platform's programs that publish events
                        kafka-acls.sh --bootstrap-server broker:9092 --add --allow-principal 'User:CN=it'\\''s us' \
                        --operation Write --topic download-events --topic audit-events

                        # import: ./waybill import
                        kafka-acls.sh --bootstrap-server broker:9092 --add --allow-principal User:waybill-import \
                        --operation Write --operation Describe --transactional-id waybill-import. \
                        --resource-pattern-type prefixed
                        """);
    }

    @Test
    void theClusterHasNoNameOfItsOwnForTheTool() {
        assertThat(AclText.commands(
                        List.of(new ClientGrants(
                                Client.STATUS, "User:waybill-status", List.of(Grant.onCluster(Operation.DESCRIBE)))),
                        List.of("--bootstrap-server", "broker:9092")))
                .isEqualTo("""
                        # status: ./waybill status
                        kafka-acls.sh --bootstrap-server broker:9092 --add --allow-principal User:waybill-status \
                        --operation Describe --cluster
                        """);
    }

    @Test
    void writesAnObjectForEachGrant() {
        assertThat(AclText.json(GRANTS.subList(1, 2)).replaceAll("\\s+", " ").strip())
                .isEqualTo("[ { \"client\": \"import\", \"principal\": \"User:waybill-import\","
                        + " \"resource\": \"transactional-id\", \"match\": \"prefixed\", \"name\": \"waybill-import.\","
                        + " \"operations\": [ \"Write\", \"Describe\" ] } ]");
    }
}
