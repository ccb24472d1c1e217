package dev.waybill.acls;

import dev.waybill.catalog.topic.KafkaCatalogTopic;
import dev.waybill.contract.Topics;
import java.util.Collection;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.acl.AclPermissionType;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourcePattern;
import org.apache.kafka.common.resource.ResourceType;

/**
 * A right on the catalog that no client of the plan needs.
 *
 * @param right who may do what, in words
 * @param harm what whoever has it can do
 */
public record AclExcess(String right, String harm) implements Comparable<AclExcess> {
    private static final Set<AclOperation> WRITING = Set.of(
            AclOperation.WRITE, AclOperation.ALL, AclOperation.DELETE, AclOperation.ALTER, AclOperation.ALTER_CONFIGS);
    private static final String REDIRECTS = "it can redirect, end or destroy the delivery of any tenant's logs";
    private static final String READS = "it can read every tenant's external id and destination";

    /** Empty if the binding is not about the catalog, forbids something, is wanted, or lets see no more than that it exists. */
    static Optional<AclExcess> of(AclBinding binding, Collection<AclBinding> wanted) {
        boolean allows = binding.entry().permissionType() == AclPermissionType.ALLOW;
        if (!allows || wanted.contains(binding)) {
            return Optional.empty();
        }
        AclOperation operation = binding.entry().operation();
        boolean topic = covers(binding.pattern(), ResourceType.TOPIC, Topics.CATALOG);
        boolean writers = covers(binding.pattern(), ResourceType.TRANSACTIONAL_ID, KafkaCatalogTopic.TRANSACTIONAL_ID);
        if (topic && WRITING.contains(operation)) {
            return Optional.of(new AclExcess(AclBindings.text(binding), REDIRECTS));
        }
        if (topic && operation == AclOperation.READ) {
            return Optional.of(new AclExcess(AclBindings.text(binding), READS));
        }
        return writers && WRITING.contains(operation)
                ? Optional.of(new AclExcess(AclBindings.text(binding), "it can end what a writer has under way"))
                : Optional.empty();
    }

    /** One line for people. */
    public String text() {
        return right + ": " + harm + "; take the right away if nobody needs it";
    }

    @Override
    public int compareTo(AclExcess other) {
        return right.compareTo(other.right);
    }

    private static boolean covers(ResourcePattern pattern, ResourceType type, String name) {
        if (pattern.resourceType() != type) {
            return false;
        }
        return pattern.patternType() == PatternType.PREFIXED
                ? name.startsWith(pattern.name())
                : pattern.name().equals(name) || pattern.name().equals(ResourcePattern.WILDCARD_RESOURCE);
    }
}
