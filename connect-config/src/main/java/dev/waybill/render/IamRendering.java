package dev.waybill.render;

import dev.waybill.contract.ExportId;
import dev.waybill.iam.AbandonedUploadsRule;
import dev.waybill.iam.Arn;
import dev.waybill.iam.EasyReaderPolicy;
import dev.waybill.iam.IamDocument;
import dev.waybill.iam.Location;
import dev.waybill.iam.Partition;
import dev.waybill.iam.PurgePolicy;
import dev.waybill.iam.ReaderTrustPolicy;
import dev.waybill.iam.StrictReaderPolicy;
import dev.waybill.iam.UploadKind;
import dev.waybill.iam.WebIdentityTrustPolicy;
import dev.waybill.iam.WriterPolicy;
import dev.waybill.iam.WriterTrustPolicy;
import dev.waybill.spec.ExportSpec;
import dev.waybill.spec.destination.ExternalIds;
import dev.waybill.spec.destination.S3Destination;
import dev.waybill.spec.yaml.Place;
import dev.waybill.spec.yaml.Problem;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** The IAM documents of one tenant, by path below the tenant's folder. */
public final class IamRendering {
    private final String tenant;
    private final Platform platform;
    private final ExternalIds externalIds;
    private final Consumer<Problem> problems;
    private final Consumer<String> leftOut;
    private final Map<String, String> documents = new TreeMap<>();

    private IamRendering(
            String tenant,
            Platform platform,
            ExternalIds externalIds,
            Consumer<Problem> problems,
            Consumer<String> leftOut) {
        this.tenant = tenant;
        this.platform = platform;
        this.externalIds = externalIds;
        this.problems = problems;
        this.leftOut = leftOut;
    }

    /**
     * Documents for the exports of one tenant; exports without a role in AWS need none.
     *
     * @param problems takes what is wrong; a place's file is then {@code tenant/export} or the tenant
     * @param leftOut takes the paths of those that need the tenant's external id, where there is none
     */
    public static Map<String, String> of(
            String tenant,
            List<ExportSpec> exports,
            Platform platform,
            ExternalIds externalIds,
            Consumer<Problem> problems,
            Consumer<String> leftOut) {
        IamRendering rendering = new IamRendering(tenant, platform, externalIds, problems, leftOut);
        List<ExportSpec> usable = exports.stream()
                .filter(export -> export.destination()
                        .s3()
                        .flatMap(S3Destination::roleArn)
                        .isPresent())
                .filter(rendering::canBeNamed)
                .toList();
        usable.stream()
                .collect(Collectors.groupingBy(IamRendering::role, TreeMap::new, Collectors.toList()))
                .forEach(rendering::writer);
        if (!usable.isEmpty()) {
            rendering.buckets(usable);
            rendering.readers(usable);
        }
        rendering.accessPoints();
        return rendering.documents;
    }

    private boolean canBeNamed(ExportSpec export) {
        S3Destination destination = export.destination().s3().orElseThrow();
        try {
            Location.of(destination);
            Partition ofRole = Arn.parse(role(export)).partition();
            Partition ofRegion = Partition.ofRegion(destination.region());
            // An S3-compatible store has regions of its own.
            if (destination.endpoint().isPresent() || ofRole == ofRegion) {
                return true;
            }
            problems.accept(Problem.at(place(export, "destination.role-arn"), "is in another partition than the region")
                    .value(ofRole.id())
                    .hint("region " + destination.region() + " lies in " + ofRegion.id()));
        } catch (IllegalArgumentException e) {
            String[] messageAndHint = String.valueOf(e.getMessage()).split("; ", 2);
            Problem problem = Problem.at(place(export, "destination"), messageAndHint[0]);
            problems.accept(messageAndHint.length == 2 ? problem.hint(messageAndHint[1]) : problem);
        }
        return false;
    }

    private void writer(String roleArn, List<ExportSpec> exports) {
        Arn role = Arn.parse(roleArn);
        boolean multipart = exports.stream()
                .anyMatch(export -> platform.confluentSink().exports().contains(export.exportId()));
        add(
                role.name(),
                new WriterPolicy(destinations(exports), multipart ? UploadKind.MULTIPART : UploadKind.SINGLE_PUT));
        platform.oidc()
                .ifPresent(oidc -> add(
                        role.name(),
                        new WebIdentityTrustPolicy(role, oidc.issuer(), oidc.audience(), oidc.subjectOf(tenant))));
        String account = platform.accounts().get(role.partition());
        if (account == null) {
            if (platform.oidc().isEmpty()) {
                problems.accept(Problem.at(place(exports.get(0), "destination.role-arn"), "trusts nobody yet")
                        .hint("say the platform's account under accounts."
                                + role.partition().id() + " in platform.yaml"));
            }
            return;
        }
        externalIds
                .of(tenant)
                .ifPresentOrElse(
                        id -> add(role.name(), new WriterTrustPolicy(role, account, id)),
                        () -> leftOut.accept(path(role.name(), WriterTrustPolicy.KIND)));
    }

    private void buckets(List<ExportSpec> exports) {
        destinations(exports).stream()
                .collect(Collectors.groupingBy(S3Destination::bucket, TreeMap::new, Collectors.toList()))
                .forEach((bucket, destinations) -> add(
                        bucket.substring(bucket.lastIndexOf('/') + 1),
                        new AbandonedUploadsRule(
                                destinations.stream().map(S3Destination::prefix).toList())));
    }

    /** Buckets that tenants read through access points hold the logs of others too, so no tenant gets rights on all of one. */
    private void readers(List<ExportSpec> exports) {
        List<Arn> shared = platform.accessPoints().stream()
                .map(accessPoint -> accessPoint.policy().bucket())
                .toList();
        List<Location> locations = destinations(exports).stream()
                .map(Location::of)
                .filter(location -> !shared.contains(location.container()))
                .distinct()
                .toList();
        if (locations.isEmpty()) {
            return;
        }
        add("", new EasyReaderPolicy(locations));
        add("", new StrictReaderPolicy(locations));
        if (platform.purgers().contains(tenant)) {
            add("", new PurgePolicy(locations));
        }
    }

    private void accessPoints() {
        for (Platform.AccessPoint accessPoint : platform.accessPoints()) {
            if (accessPoint.tenant().equals(tenant)) {
                add(accessPoint.policy().accessPoint().name(), accessPoint.policy());
                add(accessPoint.readerRole().name(), new ReaderTrustPolicy(accessPoint.readerRole()));
            }
        }
    }

    private void add(String about, IamDocument document) {
        String path = path(about, document.kind());
        if (documents.put(path, document.json()) != null) {
            problems.accept(Problem.at(Place.ofFile(tenant), "has two roles or access points of the same name")
                    .value(about)
                    .hint("give them different names, since the documents' files are named after them"));
        }
    }

    private static String path(String about, String kind) {
        return (about.isEmpty() ? "" : about + "-") + kind + ".json";
    }

    private static String role(ExportSpec export) {
        return export.destination().s3().flatMap(S3Destination::roleArn).orElseThrow();
    }

    private static List<S3Destination> destinations(List<ExportSpec> exports) {
        return exports.stream()
                .flatMap(export -> export.destination().s3().stream())
                .distinct()
                .toList();
    }

    private static Place place(ExportSpec export, String path) {
        ExportId id = export.exportId();
        return Place.of(id.toString(), path);
    }
}
