package dev.waybill.acls;

import java.util.stream.Stream;
import org.apache.kafka.common.acl.AccessControlEntry;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclPermissionType;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourcePattern;
import org.apache.kafka.common.utils.SecurityUtils;

/** Grants as Kafka's brokers keep them: a binding for each operation, from any host. */
final class AclBindings {
    private static final String ANY_HOST = "*";

    private AclBindings() {}

    static Stream<AclBinding> of(ClientGrants client) {
        return client.grants().stream()
                .flatMap(grant -> grant.operations().stream()
                        .map(operation -> new AclBinding(
                                pattern(grant),
                                new AccessControlEntry(
                                        client.principal(),
                                        ANY_HOST,
                                        SecurityUtils.operation(operation.word()),
                                        AclPermissionType.ALLOW))));
    }

    /** Such as {@code User:x may Write Topic waybill.catalog}; a star ends what stands for all names that begin so. */
    static String text(AclBinding binding) {
        ResourcePattern pattern = binding.pattern();
        String match = pattern.patternType() == PatternType.PREFIXED ? "*" : "";
        return binding.entry().principal() + " may "
                + SecurityUtils.operationName(binding.entry().operation()) + " "
                + SecurityUtils.resourceTypeName(pattern.resourceType()) + " " + pattern.name() + match;
    }

    private static ResourcePattern pattern(Grant grant) {
        return new ResourcePattern(
                grant.kind().kafka(),
                grant.name(),
                grant.match() == NameMatch.PREFIXED ? PatternType.PREFIXED : PatternType.LITERAL);
    }
}
