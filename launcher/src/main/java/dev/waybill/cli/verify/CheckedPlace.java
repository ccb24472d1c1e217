package dev.waybill.cli.verify;

import dev.waybill.cli.frame.CommandFrame;
import dev.waybill.cli.frame.UsageException;
import dev.waybill.verify.place.FolderPlace;
import dev.waybill.verify.place.JoinedPlace;
import dev.waybill.verify.place.Place;
import dev.waybill.verify.place.ReplayFolder;
import dev.waybill.verify.place.s3.AddressStyle;
import dev.waybill.verify.place.s3.BucketAddress;
import dev.waybill.verify.place.s3.S3Place;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;

/** Which buckets or folders a command reads, and how. */
@SuppressWarnings("NullAway.Init") // picocli fills the fields
final class CheckedPlace {
    @Parameters(
            arity = "1..*",
            paramLabel = "BUCKET-OR-FOLDER",
            description =
                    "s3://BUCKET/PREFIX, an access point's ARN, or a folder. Of an export that was redirected, all"
                            + " destinations in the order in which they were delivered to: they are checked as one.")
    private List<String> texts;

    @Option(
            names = "--prefix",
            paramLabel = "PREFIX",
            description = "The destination's prefix in the bucket, or a folder below the folder.")
    private @Nullable String prefix;

    @Option(
            names = "--region",
            paramLabel = "REGION",
            description = "The bucket's region (default: that of the AWS settings of this machine).")
    private @Nullable String region;

    @Option(names = "--endpoint", paramLabel = "URL", description = "Address of an S3-compatible store (default: AWS).")
    private @Nullable URI endpoint;

    @Option(names = "--path-style", description = "The store wants the bucket in the path, not in the host's name.")
    private boolean pathStyle;

    @Option(
            names = "--profile",
            paramLabel = "NAME",
            description = "Profile of the AWS settings that has the key"
                    + " (default: the usual places, AWS_ACCESS_KEY_ID first).")
    private @Nullable String profile;

    /**
     * The place.
     *
     * @throws UsageException if it cannot be meant so
     * @throws IOException if there is no such folder
     */
    Place open() throws IOException {
        if (texts.size() == 1) {
            return open(texts.get(0));
        }
        if (prefix != null) {
            throw new UsageException("--prefix is for one place; write each with its own prefix");
        }
        List<Place> places = new ArrayList<>();
        try {
            for (String text : texts) {
                places.add(open(text));
            }
            return new JoinedPlace(places);
        } catch (IOException | RuntimeException e) {
            places.forEach(Place::close);
            throw e;
        }
    }

    private Place open(String text) throws IOException {
        if (BucketAddress.isBucket(text)) {
            return CommandFrame.made(() -> bucket(text));
        }
        if (endpoint != null || pathStyle || region != null || profile != null) {
            throw new UsageException("--endpoint, --region, --path-style and --profile are for buckets; write s3://"
                    + text + " if it is one");
        }
        Path folder = (prefix == null ? Path.of(text) : Path.of(text).resolve(prefix))
                .toAbsolutePath()
                .normalize();
        return ReplayFolder.of(new FolderPlace(folder), lastOf(folder.toString().replace(File.separatorChar, '/')));
    }

    private Place bucket(String text) {
        BucketAddress address = BucketAddress.parse(text);
        if (prefix != null) {
            if (!address.prefix().isEmpty()) {
                throw new UsageException("--prefix: " + text + " names a prefix already");
            }
            address = address.withPrefix(prefix);
        }
        if (region != null) {
            address = address.inRegion(region);
        }
        if (endpoint != null) {
            address = address.at(endpoint);
        }
        if (pathStyle) {
            address = address.withStyle(AddressStyle.PATH);
        }
        return ReplayFolder.of(
                new S3Place(
                        address,
                        DefaultCredentialsProvider.builder()
                                .profileName(profile)
                                .build()),
                lastOf(address.prefix()));
    }

    /** The last folder of a path with or without a slash at its end. */
    private static String lastOf(String path) {
        String trimmed = path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
        return trimmed.substring(trimmed.lastIndexOf('/') + 1);
    }
}
