package dev.waybill.cloud;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A role a tenant grants.
 *
 * @param arn {@code arn:aws:iam::111122223333:role/LogsWriter}
 * @param trust who may assume it, and with which external id
 * @param permissions what its sessions may do
 */
public record Role(String arn, PolicyDocument trust, PolicyDocument permissions) {
    private static final Pattern ARN = Pattern.compile("arn:aws[a-z-]*:iam::(\\d{12}):role/(?:[^/]+/)*([\\w+=,.@-]+)");

    public Role {
        if (!ARN.matcher(arn).matches()) {
            throw new IllegalArgumentException("not the ARN of a role: " + arn);
        }
    }

    /** The ARN of a session of this role. */
    String sessionArn(String sessionName) {
        Matcher matcher = ARN.matcher(arn);
        if (!matcher.matches()) {
            throw new IllegalStateException("checked in the constructor");
        }
        return "arn:aws:sts::" + matcher.group(1) + ":assumed-role/" + matcher.group(2) + "/" + sessionName;
    }
}
