package dev.waybill.control.connect;

import java.util.List;
import java.util.regex.Pattern;

/**
 * Whether starting a failed task again may help, and what to do where it does not.
 *
 * @param chance of another start
 * @param text what to do; complete sentence without its full stop
 */
record FailureAdvice(Chance chance, String text) {
    enum Chance {
        /** What it failed with passes by itself. */
        PASSES,
        /** It would fail again with the same. */
        STAYS
    }

    /** The first that fits counts: those that stay stand before what they are wrapped in. */
    private static final List<Rule> RULES = List.of(
            stays(
                    "OutOfMemoryError",
                    "give the worker more heap: it needs a poll of the largest parts for each task; restart the worker"),
            stays(
                    "ClassNotFoundException|NoClassDefFoundError|NoSuchMethodError|PluginClassLoader|Failed to find any class",
                    "the worker lacks the plugin, or has two versions of it; put it on its plugin.path and restart the worker"),
            stays(
                    "TopicAuthorizationException|GroupAuthorizationException|ClusterAuthorizationException|SaslAuthenticationException",
                    "the connector's Kafka user lacks a right; ./waybill acls --only sink prints those it needs"),
            stays(
                    "NoOffsetForPartitionException|OffsetOutOfRangeException",
                    "what it was to read next is gone from the topic: parts may be lost, see recover-from-lost-input.md"),
            stays(
                    "InvalidClientTokenId|InvalidAccessKeyId|SignatureDoesNotMatch|UnrecognizedClientException",
                    "the worker's own AWS credentials are wrong; put them right and restart the worker"),
            stays(
                    "AssumeRole|sts:AssumeRole|STSException|SecurityTokenServiceException",
                    "the tenant's role does not let us in: it must trust our account with the external id that"
                            + " ./waybill render shows; once it does, run this again"),
            stays(
                    "NoSuchBucket|bucket does not exist",
                    "the tenant's bucket is gone or in another region; once it is there, run this again"),
            stays(
                    "AccessDenied|Access Denied|Forbidden|Status Code: 403|KMS",
                    "the tenant's role, bucket policy or KMS key refuses the write; send the tenant its IAM documents,"
                            + " and once they are in force, run this again"),
            stays(
                    "ConfigException|Invalid value|Unknown configuration|could not be resolved|ConfigProvider",
                    "the connector's settings are refused; look at overrides in platform.yaml and at the worker's"
                            + " config.providers"),
            stays(
                    "DataException|SerializationException|Tolerance exceeded",
                    "a record is none of ours: somebody else writes to the topic; find out who"),
            passes(
                    "SlowDown|ServiceUnavailable|InternalError|Status Code: 50[0-9]|RequestTimeout|Throttl|TooManyRequests",
                    "the store is overloaded"),
            passes(
                    "ExpiredToken|RequestExpired|RequestTimeTooSkewed",
                    "credentials have expired, or the worker's clock is wrong"),
            passes(
                    "SocketTimeoutException|SocketException|ConnectTimeout|NoRouteToHost|UnknownHost|SSLException"
                            + "|java\\.net\\.ConnectException|Connection reset|Unable to execute HTTP request",
                    "the store cannot be reached from the worker; look at its network"),
            passes(
                    "TimeoutException|DisconnectException|RebalanceInProgress|CommitFailedException|UnknownMemberId"
                            + "|NotLeaderOrFollower|NotCoordinator|CoordinatorNotAvailable|CoordinatorLoadInProgress|RetriableException",
                    "brokers answer too slowly, or are being restarted"));

    private static final FailureAdvice UNKNOWN =
            new FailureAdvice(Chance.PASSES, "look into the worker's log, where the whole of it stands");

    private record Rule(Pattern pattern, FailureAdvice advice) {}

    /** @param trace as Connect shows it */
    static FailureAdvice of(String trace) {
        return RULES.stream()
                .filter(rule -> rule.pattern.matcher(trace).find())
                .map(Rule::advice)
                .findFirst()
                .orElse(UNKNOWN);
    }

    boolean isWorthARestart() {
        return chance == Chance.PASSES;
    }

    private static Rule stays(String pattern, String advice) {
        return new Rule(Pattern.compile(pattern), new FailureAdvice(Chance.STAYS, advice));
    }

    private static Rule passes(String pattern, String advice) {
        return new Rule(Pattern.compile(pattern), new FailureAdvice(Chance.PASSES, advice));
    }
}
