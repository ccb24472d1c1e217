package dev.waybill.control.doctor.aws;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.http.SdkHttpResponse;

class RepliesTest {
    @Test
    void aStorePaintsNothingOnTheTerminalOfWhoeverLooks() {
        // Given
        SdkHttpResponse answer = SdkHttpResponse.builder()
                .statusCode(200)
                .putHeader("Date", "Wed, 04 Mar 2026 05:00:00 GMT")
                .putHeader("x-amz-bucket-region", "\u001b[2J\u001b]0;all is well\u0007eu-west-1")
                .putHeader("x-long", "x".repeat(257))
                .build();

        // When
        Map<String, String> headers = Replies.headers(answer);

        // Then
        assertThat(headers).containsOnly(Map.entry("date", "Wed, 04 Mar 2026 05:00:00 GMT"));
        assertThat(Replies.shown("aws:kms")).contains("aws:kms");
        assertThat(Replies.shown("AES256\nERROR all is lost")).isEmpty();
        assertThat(Replies.shown(null)).isEmpty();
    }
}
