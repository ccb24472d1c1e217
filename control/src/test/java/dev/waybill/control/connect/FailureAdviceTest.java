package dev.waybill.control.connect;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FailureAdviceTest {
    private static final String WRAPPED =
            "org.apache.kafka.connect.errors.ConnectException: Exiting WorkerSinkTask due to unrecoverable exception.\n"
                    + "\tat org.apache.kafka.connect.runtime.WorkerSinkTask.deliverMessages(WorkerSinkTask.java:618)\n"
                    + "Caused by: ";

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            java.lang.OutOfMemoryError: Java heap space                                                  | STAYS  | more heap
            java.lang.NoClassDefFoundError: io/confluent/connect/storage/StorageSinkConnectorConfig       | STAYS  | plugin.path
            org.apache.kafka.common.errors.TopicAuthorizationException: Not authorized                    | STAYS  | acls --only sink
            org.apache.kafka.clients.consumer.NoOffsetForPartitionException: Undefined offset             | STAYS  | gone from the topic
            StsException: User is not authorized to perform: sts:AssumeRole (Status Code: 403)            | STAYS  | external id
            S3Exception: The specified bucket does not exist (Status Code: 404)                           | STAYS  | bucket is gone
            AmazonS3Exception: Access Denied (Service: Amazon S3; Status Code: 403)                       | STAYS  | IAM documents
            S3Exception: The security token is invalid (Error Code: InvalidClientTokenId)                 | STAYS  | own AWS credentials
            org.apache.kafka.common.config.ConfigException: Invalid value 5 for configuration flush.size  | STAYS  | overrides
            org.apache.kafka.connect.errors.DataException: not bytes                                      | STAYS  | none of ours
            AmazonS3Exception: Please reduce your request rate. (Error Code: SlowDown)                    | PASSES | overloaded
            S3Exception: The provided token has expired. (Error Code: ExpiredToken)                       | PASSES | clock
            java.net.UnknownHostException: acme-logs.s3.eu-west-1.amazonaws.com                           | PASSES | network
            org.apache.kafka.common.errors.TimeoutException: Timeout of 60000ms expired                   | PASSES | brokers
            com.example.Surprise: never seen                                                              | PASSES | log
            """)
    void knowsWhatPassesAndWhatStays(String cause, FailureAdvice.Chance chance, String advice) {
        TaskFailure failure =
                TaskFailure.of(new WorkerPart("task 0", "FAILED", WRAPPED + cause + "\n\tat a.B.c(D.java:1)"));

        assertThat(failure.cause()).isEqualTo(cause);
        assertThat(failure.isWorthARestart()).isEqualTo(chance == FailureAdvice.Chance.PASSES);
        assertThat(failure.advice()).contains(advice);
    }

    /** The trace of every failed upload goes through classes whose names tell of other things. */
    @Test
    void isNotMisledByTheNamesOfMethodsOnTheWay() {
        TaskFailure failure = TaskFailure.of(
                new WorkerPart(
                        "task 1",
                        "FAILED",
                        "java.lang.IllegalStateException: why\n\tat x.AssumeRoleProvider.get(A.java:1)\n\tat x.ConfigException.y(B:1)"));

        assertThat(failure.text())
                .isEqualTo("task 1 failed: java.lang.IllegalStateException: why; look into the worker's log, where the"
                        + " whole of it stands");
    }

    @Test
    void aFailureWithoutATraceIsSaidToo() {
        assertThat(TaskFailure.of(new WorkerPart("connector", "FAILED", "")).text())
                .startsWith("connector failed: Connect does not say with what; ");
    }
}
