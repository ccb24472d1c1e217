package dev.waybill.control.console.access;

import dev.waybill.contract.ExportId;
import java.util.Optional;

/**
 * Who asks.
 *
 * @param name of the token, which stands in the catalog and in audit events
 * @param tenant the one tenant that a caller of role {@link Role#TENANT} sees; empty for operators
 */
public record Caller(String name, Role role, Optional<String> tenant) {
    public Caller {
        if (!TokenEntry.isName(name)) {
            throw new IllegalArgumentException("a token's name has " + TokenEntry.NAME_IN_WORDS);
        }
        if (tenant.isPresent() != (role == Role.TENANT)) {
            throw new IllegalArgumentException("a tenant's token has a tenant, and no other has one");
        }
        if (tenant.filter(id -> !ExportId.isValid(id)).isPresent()) {
            throw new IllegalArgumentException("tenant id must match " + ExportId.SYNTAX);
        }
    }

    public static Caller operator(String name) {
        return new Caller(name, Role.OPERATOR, Optional.empty());
    }

    public static Caller ofTenant(String name, String tenant) {
        return new Caller(name, Role.TENANT, Optional.of(tenant));
    }

    public boolean isOperator() {
        return role == Role.OPERATOR;
    }

    /** Whether what belongs to this tenant may be shown. */
    public boolean sees(String id) {
        return tenant.map(id::equals).orElse(true);
    }
}
