package dev.waybill.acls;

import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * Rights on resources of one name.
 *
 * @param kind of resource
 * @param match whether the name is whole
 * @param name of the resource, or its beginning; not empty
 * @param operations at least one
 */
public record Grant(ResourceKind kind, NameMatch match, String name, Set<Operation> operations) {
    public Grant {
        if (name.isEmpty() || operations.isEmpty()) {
            throw new IllegalArgumentException("a grant needs a name and an operation: " + kind + " " + name);
        }
        operations = Collections.unmodifiableSet(EnumSet.copyOf(operations));
    }

    static Grant on(ResourceKind kind, String name, Operation... operations) {
        return new Grant(kind, NameMatch.LITERAL, name, Set.of(operations));
    }

    static Grant onAll(ResourceKind kind, String prefix, Operation... operations) {
        return new Grant(kind, NameMatch.PREFIXED, prefix, Set.of(operations));
    }

    static Grant onCluster(Operation... operations) {
        return new Grant(ResourceKind.CLUSTER, NameMatch.LITERAL, ResourceKind.CLUSTER_NAME, Set.of(operations));
    }

    /**
     * What rights are on.
     *
     * @param match whether the name is whole
     */
    record Resource(ResourceKind kind, NameMatch match, String name) {
        Grant grant(Set<Operation> operations) {
            return new Grant(kind, match, name, operations);
        }
    }

    Resource resource() {
        return new Resource(kind, match, name);
    }

    /** The operations' words, in a fixed order. */
    public List<String> words() {
        return operations.stream().map(Operation::word).toList();
    }
}
