package dev.waybill.iam;

import java.net.URI;
import java.util.List;
import java.util.Map;

/**
 * Who may take on the role that delivers, for a platform without an AWS account: whoever shows a token of the platform's
 * OpenID Connect issuer, made for this audience and this subject. The issuer must first be registered as an identity
 * provider in the tenant's account. The subject does what the external id does elsewhere, so it must be the tenant's own.
 *
 * @param role the tenant's role
 * @param issuer {@code https}, without query
 * @param audience the token's {@code aud}
 * @param subject the token's {@code sub}
 */
public record WebIdentityTrustPolicy(Arn role, URI issuer, String audience, String subject) implements IamDocument {
    public WebIdentityTrustPolicy {
        if (!"https".equals(issuer.getScheme()) || issuer.getHost() == null || issuer.getQuery() != null) {
            throw new IllegalArgumentException("the issuer must be an https URL without query");
        }
        if (audience.isBlank() || subject.isBlank()) {
            throw new IllegalArgumentException("audience and subject must not be blank");
        }
    }

    @Override
    public String kind() {
        return "trust-oidc";
    }

    @Override
    public Map<String, Object> content() {
        String provider = issuer.getAuthority() + issuer.getPath().replaceAll("/+$", "");
        Arn federated = new Arn(role.partition(), "iam", "", role.account(), "oidc-provider/" + provider);
        return Policy.of(List.of(Statement.allow("TrustWaybill", "sts:AssumeRoleWithWebIdentity")
                .to("Federated", federated.toString())
                .when("StringEquals", provider + ":aud", audience)
                .when("StringEquals", provider + ":sub", subject)));
    }
}
