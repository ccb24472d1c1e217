package dev.waybill.select;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.contract.EventSchemas;
import dev.waybill.contract.Source;
import dev.waybill.event.Event;
import dev.waybill.event.EventType;
import dev.waybill.spec.ExportSpec;
import dev.waybill.spec.SpecReader;
import dev.waybill.wire.rule.EventTypes;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Requests for log files bring forth no log records in the same place. */
class LoopConditionTest {
    private static final String ACCESS_POINT = "arn:aws:s3:eu-west-1:111122223333:accesspoint/logs";

    @ParameterizedTest
    @CsvSource({
        // destination,     bucket,     key,                  taken
        "acme-logs, a/b,    acme-logs,  a/b/part.csv.gz,      false",
        "acme-logs, a/b,    acme-logs,  a/b/2026/part.csv.gz, false",
        "acme-logs, a/b,    acme-logs,  a/bc/part.csv.gz,     true",
        "acme-logs, a/b,    acme-logs,  a/b,                  true",
        "acme-logs, a/b,    acme-logs,  other,                true",
        "acme-logs, a/b,    acme-logs2, a/b/part.csv.gz,      true",
        "acme-logs, a/b,    acme,       a/b/part.csv.gz,      true",
        "acme-logs, '',     acme-logs,  anything,             false",
        "acme-logs, '',     acme-logs,  ,                     true",
        "acme-logs, '',     acme-data,  anything,             true",
        "acme-logs, a/b,    ,           a/b/part.csv.gz,      true",
    })
    void leavesOutDownloadsOfTheDestinationsObjects(
            String destination, String prefix, String bucket, String key, boolean taken) {
        // Given
        EventFilter filter = filter("download", destination, prefix);

        // When
        boolean accepted = takes(filter, event(Source.DOWNLOAD, "s3.bucket", bucket, "s3.key", key));

        // Then
        assertThat(accepted).isEqualTo(taken);
    }

    @Test
    void knowsAnAccessPointByItsArn() {
        // Given
        EventFilter filter = filter("download", ACCESS_POINT, "logs");

        // When
        boolean own = takes(
                filter,
                event(Source.DOWNLOAD, "s3.bucket", "behind", "s3.access_point_arn", ACCESS_POINT, "s3.key", "logs/x"));
        boolean other = takes(
                filter,
                event(
                        Source.DOWNLOAD,
                        "s3.bucket",
                        "behind",
                        "s3.access_point_arn",
                        ACCESS_POINT + "2",
                        "s3.key",
                        "logs/x"));

        // Then
        assertThat(own).isFalse();
        assertThat(other).isTrue();
    }

    @Test
    void isNamedWhereItLeavesAnEventOut() {
        assertThat(filter("download", "acme-logs", "logs")
                        .leftOutBy(event(Source.DOWNLOAD, "s3.bucket", "acme-logs", "s3.key", "logs/x")))
                .contains(EventFilter.OWN_OBJECTS);
    }

    @ParameterizedTest
    @CsvSource({
        "object.identifier, s3://acme-logs/a/b/x,              false",
        "target.identifier, arn:aws:s3:::acme-logs/a/b/x,      false",
        "object.identifier, arn:aws-cn:s3:::acme-logs/a/b/x,   false",
        "object.identifier, s3://acme-logs/a/bx,               true",
        "object.identifier, acme-logs/a/b/x,                   true",
        "actor.identifier,  s3://acme-logs/a/b/x,              true",
    })
    void leavesOutAuditEventsThatNameTheDestinationsObjects(String field, String value, boolean taken) {
        // Given
        EventFilter filter = filter("audit", "acme-logs", "a/b");

        // When
        boolean accepted = takes(filter, event(Source.AUDIT, field, value));

        // Then
        assertThat(accepted).isEqualTo(taken);
    }

    private static boolean takes(EventFilter filter, Event event) {
        return filter.verdict(event) == Verdict.TAKEN;
    }

    private static EventFilter filter(String source, String bucket, String prefix) {
        ExportSpec export = SpecReader.parse("acme.yaml", """
                tenant: acme
                exports:
                  - id: all
                    source: %s
                    format: { kind: csv }
                    destination:
                      kind: s3
                      bucket: "%s"
                      prefix: "%s"
                      region: eu-west-1
                      credentials: store
                """.formatted(source, bucket, prefix))
                .exports()
                .get(0);
        return EventFilter.compile(export, Expressions.of(EventTypes.of(EventSchemas.schema(export.source()))));
    }

    private static Event event(Source source, String... fields) {
        EventType type = EventTypes.of(EventSchemas.schema(source));
        Event event = new Event(type);
        for (int i = 0; i < fields.length; i += 2) {
            if (fields[i + 1] != null) {
                event.setText(type.field(fields[i]).orElseThrow(), fields[i + 1]);
            }
        }
        return event;
    }
}
