package dev.waybill.connector;

import dev.waybill.contract.Delivery;
import dev.waybill.spec.ExportSpec;
import dev.waybill.spec.destination.S3Destination;
import dev.waybill.spec.yaml.Place;
import dev.waybill.spec.yaml.Problem;
import java.util.ArrayList;
import java.util.List;

/** What Confluent's sink cannot do for an export. */
final class ConfluentLimits {
    private static final String USE_OURS =
            "let Waybill's sink deliver it: take the export out of connectors.confluent-s3-sink.exports";

    private ConfluentLimits() {}

    /** One problem for each thing it cannot do; none if it can deliver the export. */
    static List<Problem> problems(ExportSpec export) {
        List<Problem> problems = new ArrayList<>();
        Place place = Place.ofFile(export.exportId().toString());
        if (export.delivery() != Delivery.DEDICATED) {
            problems.add(Problem.at(place.key("delivery"), "must be dedicated for Confluent's sink")
                    .hint("it cannot tell exports on a shared topic apart; write delivery: dedicated, or " + USE_OURS));
        }
        problems.addAll(export.destination()
                .choose(
                        s3 -> problems(place.key("destination"), s3),
                        directory -> List.of(
                                Problem.at(place.key("destination"), "must be an S3 bucket for Confluent's sink")
                                        .hint(USE_OURS))));
        return problems;
    }

    private static List<Problem> problems(Place place, S3Destination s3) {
        List<Problem> problems = new ArrayList<>();
        if (s3.roleArn().isEmpty()) {
            problems.add(cannot(place.key("credentials"), "static keys per destination"));
        }
        if (s3.bucket().startsWith("arn:")) {
            problems.add(cannot(place.key("bucket"), "an access point's ARN as bucket"));
        }
        if (!s3.tags().isEmpty()) {
            problems.add(cannot(place.key("tags"), "object tags of your choice"));
        }
        if (s3.storageClass().isPresent()) {
            problems.add(cannot(place.key("storage-class"), "a storage class"));
        }
        if (!s3.chunkedEncoding()) {
            problems.add(cannot(place.key("chunked-encoding"), "uploads without chunked encoding"));
        }
        if (!s3.checksumTrailers()) {
            problems.add(cannot(place.key("checksum-trailers"), "uploads without checksum trailers"));
        }
        return problems;
    }

    private static Problem cannot(Place place, String what) {
        return Problem.at(place, "is not possible with Confluent's sink: it has no setting for " + what)
                .hint(USE_OURS);
    }
}
