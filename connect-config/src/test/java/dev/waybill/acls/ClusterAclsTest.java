package dev.waybill.acls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.waybill.contract.ClusterException;
import java.lang.reflect.Constructor;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.CreateAclsResult;
import org.apache.kafka.clients.admin.DescribeAclsResult;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.acl.AccessControlEntry;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.acl.AclPermissionType;
import org.apache.kafka.common.errors.SecurityDisabledException;
import org.apache.kafka.common.internals.KafkaFutureImpl;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourcePattern;
import org.apache.kafka.common.resource.ResourceType;
import org.junit.jupiter.api.Test;

class ClusterAclsTest {
    private static final List<ClientGrants> PAUSE = List.of(new ClientGrants(
            Client.PAUSE,
            "User:pause",
            List.of(
                    Grant.on(ResourceKind.TOPIC, "waybill.catalog", Operation.READ, Operation.WRITE),
                    Grant.onAll(ResourceKind.GROUP, "connect-", Operation.DESCRIBE),
                    Grant.onCluster(Operation.DESCRIBE))));

    private final List<AclBinding> bindings = new ArrayList<>();
    private final List<Integer> requests = new ArrayList<>();
    private Optional<Exception> refusal = Optional.empty();

    @Test
    void grantsWhatIsMissingAndNothingTheNextTime() {
        // Given
        AclBinding there = topic("User:pause", AclOperation.READ, "waybill.catalog", PatternType.LITERAL);
        bindings.add(there);

        // When
        AclReport first = acls().apply(PAUSE);
        AclReport second = acls().apply(PAUSE);

        // Then
        assertThat(bindings)
                .containsExactlyInAnyOrder(
                        there,
                        topic("User:pause", AclOperation.WRITE, "waybill.catalog", PatternType.LITERAL),
                        allowed(
                                "User:pause",
                                AclOperation.DESCRIBE,
                                ResourceType.GROUP,
                                "connect-",
                                PatternType.PREFIXED),
                        allowed(
                                "User:pause",
                                AclOperation.DESCRIBE,
                                ResourceType.CLUSTER,
                                "kafka-cluster",
                                PatternType.LITERAL));
        assertThat(first.text()).isEqualTo("""
                granted: User:pause may Write Topic waybill.catalog
                granted: User:pause may Describe Group connect-*
                granted: User:pause may Describe Cluster kafka-cluster
                rights: 3 granted, 1 were there
                """);
        assertThat(second.text()).isEqualTo("rights: 0 granted, 4 were there\n");
        assertThat(requests).as("grants by request").containsExactly(3);
    }

    @Test
    void aCheckGrantsNothing() {
        assertThat(acls().check(PAUSE).made()).hasSize(4);
        assertThat(bindings).isEmpty();
        assertThat(requests).isEmpty();
    }

    @Test
    void warnsOfOthersWhoMayWriteOrReadTheCatalog() {
        // Given
        bindings.add(topic("User:console", AclOperation.WRITE, "waybill.catalog", PatternType.LITERAL));
        bindings.add(topic("User:etl", AclOperation.READ, "waybill.", PatternType.PREFIXED));
        bindings.add(topic("User:*", AclOperation.ALL, "*", PatternType.LITERAL));
        bindings.add(allowed(
                "User:job", AclOperation.WRITE, ResourceType.TRANSACTIONAL_ID, "waybill.catalog", PatternType.LITERAL));

        // When
        AclReport report = acls().check(PAUSE);

        // Then
        assertThat(report.excess())
                .extracting(AclExcess::text)
                .containsExactly(
                        "User:* may All Topic *: it can redirect, end or destroy the delivery of any tenant's logs;"
                                + " take the right away if nobody needs it",
                        "User:console may Write Topic waybill.catalog: it can redirect, end or destroy the delivery of any"
                                + " tenant's logs; take the right away if nobody needs it",
                        "User:etl may Read Topic waybill.*: it can read every tenant's external id and destination;"
                                + " take the right away if nobody needs it",
                        "User:job may Write TransactionalId waybill.catalog: it can end what a writer has under way;"
                                + " take the right away if nobody needs it");
        assertThat(report.content().get("excess").toString()).contains("User:console may Write Topic waybill.catalog");
    }

    @Test
    void isSilentAboutRightsThatDoNoHarmToTheCatalog() {
        // Given
        bindings.add(topic("User:monitor", AclOperation.DESCRIBE, "waybill.catalog", PatternType.LITERAL));
        bindings.add(topic("User:etl", AclOperation.WRITE, "waybill.catalogue", PatternType.LITERAL));
        bindings.add(topic("User:etl", AclOperation.WRITE, "other.", PatternType.PREFIXED));
        bindings.add(
                allowed("User:etl", AclOperation.READ, ResourceType.GROUP, "waybill.catalog", PatternType.LITERAL));
        bindings.add(new AclBinding(
                new ResourcePattern(ResourceType.TOPIC, "waybill.catalog", PatternType.LITERAL),
                new AccessControlEntry("User:etl", "*", AclOperation.WRITE, AclPermissionType.DENY)));

        // When
        AclReport report = acls().check(PAUSE);

        // Then
        assertThat(report.excess()).isEmpty();
    }

    @Test
    void asksForManyRightsInSeveralRequests() {
        List<Grant> many = Stream.iterate(0, i -> i + 1)
                .limit(501)
                .map(i -> Grant.on(ResourceKind.TOPIC, "export.acme.e" + i, Operation.READ))
                .toList();

        acls().apply(List.of(new ClientGrants(Client.SINK, "User:sink", many)));

        assertThat(requests).containsExactly(500, 1);
    }

    @Test
    void saysWhatToDoWhereNobodyIsAskedForRights() {
        refusal = Optional.of(new SecurityDisabledException("No Authorizer is configured."));

        assertThatThrownBy(() -> acls().apply(PAUSE))
                .isInstanceOf(ClusterException.class)
                .hasMessage("could not read the ACLs: No Authorizer is configured.; the brokers have no authorizer:"
                        + " everybody may do everything, and write every tenant's catalog."
                        + " Set authorizer.class.name, or leave --acls out");
    }

    private ClusterAcls acls() {
        return new ClusterAcls((Admin) Proxy.newProxyInstance(
                Admin.class.getClassLoader(),
                new Class<?>[] {Admin.class},
                (proxy, method, arguments) -> switch (method.getName()) {
                    case "describeAcls" -> made(DescribeAclsResult.class, KafkaFuture.class, describe());
                    case "createAcls" -> create((Collection<?>) arguments[0]);
                    default -> throw new UnsupportedOperationException(method.toString());
                }));
    }

    private KafkaFuture<Collection<AclBinding>> describe() {
        if (refusal.isPresent()) {
            KafkaFutureImpl<Collection<AclBinding>> failed = new KafkaFutureImpl<>();
            failed.completeExceptionally(refusal.get());
            return failed;
        }
        return KafkaFuture.completedFuture(List.copyOf(bindings));
    }

    private CreateAclsResult create(Collection<?> wanted) {
        requests.add(wanted.size());
        wanted.forEach(binding -> bindings.add((AclBinding) binding));
        return made(CreateAclsResult.class, Map.class, Map.of());
    }

    private static AclBinding topic(String principal, AclOperation operation, String name, PatternType type) {
        return allowed(principal, operation, ResourceType.TOPIC, name, type);
    }

    private static AclBinding allowed(
            String principal, AclOperation operation, ResourceType resource, String name, PatternType type) {
        return new AclBinding(
                new ResourcePattern(resource, name, type),
                new AccessControlEntry(principal, "*", operation, AclPermissionType.ALLOW));
    }

    /** Kafka gives these results no constructor for others. */
    private static <T> T made(Class<T> type, Class<?> parameter, Object argument) {
        try {
            Constructor<T> constructor = type.getDeclaredConstructor(parameter);
            constructor.setAccessible(true);
            return constructor.newInstance(argument);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(type + " cannot be made", e);
        }
    }
}
