package dev.waybill.acls;

import dev.waybill.clients.ClusterAnswer;
import dev.waybill.contract.ClusterException;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclBindingFilter;
import org.apache.kafka.common.errors.SecurityDisabledException;

/** Grants the rights of a plan on a cluster. It only adds: whatever is there stays. */
public final class ClusterAcls {
    private static final int BATCH = 500;

    private final Admin admin;

    public ClusterAcls(Admin admin) {
        this.admin = admin;
    }

    /**
     * Grants what is missing. Again it changes nothing.
     *
     * @throws ClusterException if the cluster cannot be reached, refuses, or has no authorizer
     */
    public AclReport apply(List<ClientGrants> clients) {
        return apply(clients, this::create);
    }

    /** What {@link #apply} would do; changes nothing. */
    public AclReport check(List<ClientGrants> clients) {
        return apply(clients, missing -> {});
    }

    private AclReport apply(List<ClientGrants> clients, Creation creation) {
        Set<AclBinding> wanted =
                new LinkedHashSet<>(clients.stream().flatMap(AclBindings::of).toList());
        Collection<AclBinding> existing =
                await("read the ACLs", admin.describeAcls(AclBindingFilter.ANY).values());
        List<AclBinding> missing =
                wanted.stream().filter(binding -> !existing.contains(binding)).toList();
        creation.create(missing);
        List<AclExcess> excess = existing.stream()
                .flatMap(binding -> AclExcess.of(binding, wanted).stream())
                .sorted()
                .toList();
        return new AclReport(wanted.size() - missing.size(), missing, excess);
    }

    private void create(List<AclBinding> missing) {
        for (int from = 0; from < missing.size(); from += BATCH) {
            List<AclBinding> batch = missing.subList(from, Math.min(missing.size(), from + BATCH));
            await("grant rights", admin.createAcls(batch).all());
        }
    }

    private static <T> T await(String what, KafkaFuture<T> future) {
        try {
            return ClusterAnswer.of(what, future);
        } catch (ClusterException e) {
            if (e.getCause() instanceof SecurityDisabledException) {
                throw new ClusterException(
                        e.getMessage()
                                + "; the brokers have no authorizer: everybody may do everything, and write every"
                                + " tenant's catalog. Set authorizer.class.name, or leave --acls out",
                        e.getCause());
            }
            throw e;
        }
    }

    private interface Creation {
        void create(List<AclBinding> missing);
    }
}
