package dev.waybill.cloud;

import java.util.List;

/** An identity with a lasting key and a policy of its own. */
record User(String arn, AccessKey key, PolicyDocument permissions) implements Identity {
    @Override
    public List<String> names() {
        return List.of(arn, account(arn), "arn:aws:iam::" + account(arn) + ":root");
    }

    static String account(String arn) {
        String[] parts = arn.split(":", 6);
        if (parts.length < 6) {
            throw new IllegalArgumentException("not an ARN: " + arn);
        }
        return parts[4];
    }
}
