package dev.waybill.cloud;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Signatures of AWS's own published test suite, and what must not pass for one. */
class SignatureTest {
    private static final String SECRET = "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY";
    private static final String VANILLA = "5fa00fa31553b73ebf1942676e86291e8372ff2a2260956d9b8aae1d763fbf31";
    private static final String ORDERED = "b97d918cfa904a5beff61c982a1b6f458b799221646efd99d3219ec94cdf2500";

    @Test
    void knowsTheSignatureOfItsRequest() {
        assertThat(signature(VANILLA).isOf(request("GET", "/", ""), "service", SECRET))
                .isTrue();
    }

    @Test
    void signsParametersInOrderWhateverTheirOrderIs() {
        Signature signature = signature(ORDERED);

        assertThat(signature.isOf(request("GET", "/", "Param2=value2&Param1=value1"), "service", SECRET))
                .isTrue();
        assertThat(signature.isOf(request("GET", "", "Param1=value1&Param2=value2"), "service", SECRET))
                .isTrue();
        assertThat(signature.isOf(request("GET", "/", "Param1=value2&Param2=value1"), "service", SECRET))
                .isFalse();
        assertThat(signature.isOf(request("GET", "/", "Param1&Param2=value2"), "service", SECRET))
                .isFalse();
    }

    @Test
    void isOfNoOtherRequestSecretOrService() {
        Signature signature = signature(VANILLA);

        assertThat(signature.isOf(request("POST", "/", ""), "service", SECRET)).isFalse();
        assertThat(signature.isOf(request("GET", "/other", ""), "service", SECRET))
                .isFalse();
        assertThat(signature.isOf(request("GET", "/", ""), "service", SECRET + "x"))
                .isFalse();
        assertThat(signature.isOf(request("GET", "/", ""), "sts", SECRET)).isFalse();
    }

    @Test
    void isOfNoOtherDayThanItsScopes() {
        Map<String, String> headers = new HashMap<>(request("GET", "/", "").headers());
        headers.put("x-amz-date", "20150831T123600Z");

        assertThat(signature(VANILLA).isOf(new SignedRequest("GET", "/", "", headers, new byte[0]), "service", SECRET))
                .isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Basic YTpi",
                "AWS4-HMAC-SHA256 Credential=AKID/20150830/us-east-1/service/aws4_request, SignedHeaders=host, Signature=12",
                "AWS4-HMAC-SHA256 Credential=AKID/today/us-east-1/service/aws4_request, SignedHeaders=host, Signature="
                        + VANILLA,
                "AWS4-HMAC-SHA256 Credential=AKID/20150830/us-east-1/service/aws4_request, SignedHeaders=x-amz-date, Signature="
                        + VANILLA
            })
    void refusesWhatIsNoSignatureOfThisVersionOverTheHost(String header) {
        assertThatThrownBy(() -> Signature.parse(header))
                .isInstanceOf(AwsError.class)
                .hasMessageContaining("not a version 4 signature");
    }

    @ParameterizedTest
    @CsvSource({"'', secret", "id, ' '"})
    void aKeyHasAnIdAndASecret(String id, String secret) {
        assertThatThrownBy(() -> new AccessKey(id, secret))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("an access key needs an id and a secret");
    }

    private static Signature signature(String value) {
        return Signature.parse("AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/20150830/us-east-1/service/aws4_request, "
                + "SignedHeaders=host;x-amz-date, Signature=" + value);
    }

    private static SignedRequest request(String method, String path, String query) {
        return new SignedRequest(
                method,
                path,
                query,
                Map.of("host", "example.amazonaws.com", "x-amz-date", "20150830T123600Z"),
                new byte[0]);
    }
}
