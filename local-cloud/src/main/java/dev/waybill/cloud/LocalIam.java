package dev.waybill.cloud;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The users, roles and sessions that {@link LocalSts} and {@link LocalStore} share. Roles and users may change while both
 * serve; permissions are those of the moment of a request, so a role that is removed stops its sessions at once. Sessions
 * are not kept over a restart.
 */
public final class LocalIam {
    private final Clock clock;
    private final Map<String, Role> roles = new ConcurrentHashMap<>();
    private final Map<String, Identity> byKey = new ConcurrentHashMap<>();

    /** @param clock decides when sessions expire */
    public LocalIam(Clock clock) {
        this.clock = clock;
    }

    /** Adds the role or replaces the one with the same ARN. */
    public void putRole(Role role) {
        roles.put(role.arn(), role);
    }

    /** Takes the role away: it can no longer be assumed and its sessions may do nothing more. */
    public void removeRole(String arn) {
        roles.remove(arn);
    }

    /** Adds a user with a new key. */
    public AccessKey addUser(String arn, PolicyDocument permissions) {
        AccessKey key = AccessKey.generate();
        addUser(arn, key, permissions);
        return key;
    }

    /** Adds a user with this key, or replaces the user that has it. */
    public void addUser(String arn, AccessKey key, PolicyDocument permissions) {
        byKey.put(key.id(), new User(arn, key, permissions));
    }

    /** Adds a user who may list this bucket and read its objects, and nothing else. */
    public AccessKey addReader(String bucket) {
        AccessKey key = AccessKey.generate();
        addReader(bucket, key);
        return key;
    }

    /** Adds a user with this key who may list this bucket and read its objects, and nothing else. */
    public void addReader(String bucket, AccessKey key) {
        String arn = "arn:aws:s3:::" + bucket;
        addUser(
                "arn:aws:iam::000000000000:user/reader-of-" + bucket,
                key,
                new PolicyDocument(List.of(
                        PolicyStatement.allow(List.of("s3:ListBucket", "s3:GetBucketLocation"), List.of(arn)),
                        PolicyStatement.allow(List.of("s3:GetObject"), List.of(arn + "/*")))));
    }

    Optional<Role> role(String arn) {
        return Optional.ofNullable(roles.get(arn));
    }

    Optional<Identity> identity(String accessKeyId) {
        return Optional.ofNullable(byKey.get(accessKeyId));
    }

    /**
     * The identity behind an access key that comes with this session token.
     *
     * @throws AwsError if the key is unknown, the token is missing or foreign, or the session has expired
     */
    Identity authenticate(String accessKeyId, Optional<String> token) {
        Identity identity = identity(accessKeyId)
                .orElseThrow(() -> new AwsError(
                        403, "InvalidAccessKeyId", "The access key id you provided does not exist in our records."));
        if (identity instanceof RoleSession session) {
            if (token.isEmpty() || !sameSecret(session.token(), token.get())) {
                throw new AwsError(400, "InvalidToken", "The session token is missing or is not the access key's own.");
            }
            if (!clock.instant().isBefore(session.expires())) {
                throw new AwsError(400, "ExpiredToken", "The session token expired at " + session.expires() + ".");
            }
        } else if (token.isPresent()) {
            throw new AwsError(400, "InvalidToken", "A lasting access key has no session token.");
        }
        return identity;
    }

    /** Whether the identity may do this now. */
    boolean allows(Identity identity, String action, String resource, Map<String, String> context) {
        if (identity instanceof User user) {
            return user.permissions().allows(action, resource, context);
        }
        RoleSession session = (RoleSession) identity;
        Role role = roles.get(session.roleArn());
        return role != null
                && role.permissions().allows(action, resource, context)
                && session.sessionPolicy()
                        .map(policy -> policy.allows(action, resource, context))
                        .orElse(true);
    }

    /** Begins a session; whether the caller may is for {@link LocalSts} to decide. */
    RoleSession begin(Role role, String sessionName, Duration duration, Optional<PolicyDocument> sessionPolicy) {
        Instant now = clock.instant();
        byKey.values()
                .removeIf(identity -> identity instanceof RoleSession session
                        && session.expires().plus(Duration.ofHours(1)).isBefore(now));
        RoleSession session = new RoleSession(
                AccessKey.generate("ASIA"),
                AccessKey.randomText(96),
                role.arn(),
                role.sessionArn(sessionName),
                now.plus(duration),
                sessionPolicy);
        byKey.put(session.key().id(), session);
        return session;
    }

    private static boolean sameSecret(String expected, String actual) {
        return MessageDigest.isEqual(
                expected.getBytes(StandardCharsets.UTF_8), actual.getBytes(StandardCharsets.UTF_8));
    }
}
