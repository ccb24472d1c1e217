package dev.waybill.cloud;

import java.time.temporal.ChronoUnit;

/** The answers of the token service in AWS's XML. */
final class StsXml {
    private static final String NAMESPACE = "https://sts.amazonaws.com/doc/2011-06-15/";

    private StsXml() {}

    static String session(RoleSession session, String requestId) {
        String credentials = element("AccessKeyId", session.key().id())
                + element("SecretAccessKey", session.key().secret())
                + element("SessionToken", session.token())
                + element(
                        "Expiration",
                        session.expires().truncatedTo(ChronoUnit.SECONDS).toString());
        String user = element("AssumedRoleId", session.key().id() + ":session") + element("Arn", session.arn());
        return response(
                "AssumeRole",
                "<Credentials>" + credentials + "</Credentials><AssumedRoleUser>" + user + "</AssumedRoleUser>",
                requestId);
    }

    static String identity(Identity identity, String requestId) {
        return response(
                "GetCallerIdentity",
                element("Arn", identity.arn())
                        + element("UserId", identity.key().id())
                        + element("Account", User.account(identity.arn())),
                requestId);
    }

    static String error(AwsError error, String requestId) {
        return "<ErrorResponse xmlns=\"" + NAMESPACE + "\"><Error>"
                + element("Type", error.status() >= 500 ? "Receiver" : "Sender")
                + element("Code", error.code())
                + element("Message", error.text())
                + "</Error>" + element("RequestId", requestId) + "</ErrorResponse>";
    }

    private static String response(String action, String result, String requestId) {
        return "<" + action + "Response xmlns=\"" + NAMESPACE + "\"><" + action + "Result>" + result + "</" + action
                + "Result><ResponseMetadata>" + element("RequestId", requestId) + "</ResponseMetadata></" + action
                + "Response>";
    }

    private static String element(String name, String text) {
        String escaped = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
        return "<" + name + ">" + escaped + "</" + name + ">";
    }
}
