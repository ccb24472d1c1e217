package dev.waybill.verify.place.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class BucketAddressTest {
    private static final String ACCESS_POINT = "arn:aws:s3:eu-west-1:111122223333:accesspoint/acme-logs";

    @Test
    void readsBucketsAndPrefixes() {
        assertThat(BucketAddress.parse("s3://acme-logs"))
                .isEqualTo(new BucketAddress("acme-logs", "", Optional.empty(), Optional.empty(), AddressStyle.HOST));
        assertThat(BucketAddress.parse("s3://acme-logs/a/b/")).hasToString("s3://acme-logs/a/b");
        assertThat(BucketAddress.parse("s3://acme-logs")
                        .withPrefix("a")
                        .inRegion("eu-west-1")
                        .at(URI.create("http://localhost:9000"))
                        .withStyle(AddressStyle.PATH))
                .isEqualTo(new BucketAddress(
                        "acme-logs",
                        "a",
                        Optional.of("eu-west-1"),
                        Optional.of(URI.create("http://localhost:9000")),
                        AddressStyle.PATH));
    }

    @Test
    void readsAccessPointsWithTheirRegion() {
        BucketAddress alone = BucketAddress.parse(ACCESS_POINT);
        BucketAddress below = BucketAddress.parse("s3://" + ACCESS_POINT + "/client-logs");

        assertThat(alone.bucket()).isEqualTo(ACCESS_POINT);
        assertThat(alone.region()).contains("eu-west-1");
        assertThat(alone.prefix()).isEmpty();
        assertThat(below.bucket()).isEqualTo(ACCESS_POINT);
        assertThat(below.prefix()).isEqualTo("client-logs");
    }

    @Test
    void tellsBucketsFromFolders() {
        assertThat(BucketAddress.isBucket("s3://acme-logs")).isTrue();
        assertThat(BucketAddress.isBucket(ACCESS_POINT)).isTrue();
        assertThat(BucketAddress.isBucket("acme-logs")).isFalse();
    }

    @Test
    void refusesWhatIsNeither() {
        assertThatThrownBy(() -> BucketAddress.parse("arn:aws:s3:::acme-logs"))
                .hasMessageStartingWith("is no access point's ARN");
        assertThatThrownBy(() -> BucketAddress.parse("s3://"))
                .hasMessageStartingWith("a bucket's name must not be empty");
        assertThatThrownBy(() -> BucketAddress.parse("s3://acme-logs//a"))
                .hasMessage("a prefix must not begin with a slash");
    }
}
