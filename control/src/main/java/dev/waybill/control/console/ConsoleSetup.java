package dev.waybill.control.console;

import dev.waybill.app.replay.ReplaySetup;
import dev.waybill.clients.KafkaClients;
import dev.waybill.control.connect.ConnectAccess;
import dev.waybill.control.console.access.LiveTokens;
import dev.waybill.control.console.check.AccountAccess;
import dev.waybill.control.console.checkup.Rhythm;
import dev.waybill.control.console.http.ListenAddress;
import dev.waybill.redact.SecretLookup;
import dev.waybill.registry.SchemaLookup;
import dev.waybill.spec.ExportSpec;
import dev.waybill.topics.TopicPlan;
import dev.waybill.wire.rule.TimeRules;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * What a console is made of.
 *
 * @param settings of any Kafka client, by Kafka's own keys
 * @param applicationId of the Streams application
 * @param topics those that exports need
 * @param secrets of this machine, as far as it has them: fingerprints of keys are made with them
 * @param connect where connectors are asked for; empty if they are not
 * @param accounts the way to tenants' accounts
 * @param rhythm how often the doctor looks at accounts by itself
 * @param schemas of events in Avro and Protobuf, for previews
 * @param times which times of events are accepted, for previews
 * @param replays the application that replays deliver like; empty if the console does none
 * @param receiptKeys the file with the public keys of receipts, read when it is asked for; empty if there is none
 */
public record ConsoleSetup(
        KafkaClients clients,
        Map<String, Object> settings,
        String applicationId,
        Function<List<ExportSpec>, TopicPlan> topics,
        SecretLookup secrets,
        Optional<ConnectAccess> connect,
        AccountAccess accounts,
        Rhythm rhythm,
        SchemaLookup schemas,
        TimeRules times,
        Optional<ReplaySetup> replays,
        Optional<Path> receiptKeys,
        LiveTokens tokens,
        ListenAddress listen) {
    public ConsoleSetup {
        settings = Map.copyOf(settings);
    }

    /** Without settings, which may hold secrets. */
    @Override
    public String toString() {
        return "console of " + applicationId + " at " + listen;
    }
}
