package dev.waybill.cloud;

import java.util.List;

/** Who signs requests: a user with a lasting key or a session of an assumed role. */
sealed interface Identity permits User, RoleSession {
    AccessKey key();

    /** The ARN that AWS would show for the caller. */
    String arn();

    /** All names by which a trust policy may mean this identity, the account's root included. */
    List<String> names();
}
