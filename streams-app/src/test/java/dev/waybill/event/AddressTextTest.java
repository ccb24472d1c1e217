package dev.waybill.event;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AddressTextTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                // entry of a forwarded header | its address
                "203.0.113.9                          | 203.0.113.9",
                "` 203.0.113.9 `                      | 203.0.113.9",
                "203.0.113.9:443                      | 203.0.113.9",
                "[2001:db8::9]:443                    | 2001:db8::9",
                "for=203.0.113.9                      | 203.0.113.9",
                "For=203.0.113.9;proto=https          | 203.0.113.9",
                "proto=https; FOR=203.0.113.9         | 203.0.113.9",
                "proto=https;\tfor=203.0.113.9 ;x=y    | 203.0.113.9",
                "for=\"203.0.113.9:443\"              | 203.0.113.9",
                "for=\"[2001:db8::9]:443\"            | 2001:db8::9",
                "for=\"203.0.113.9                    | ",
                "for=\"                               | ",
                "for=                                 | ",
                "fo                                   | ",
                "for                                  | ",
                "by=203.0.113.9                       | ",
                "xfor=203.0.113.9                     | ",
                "for=unknown                          | ",
                "for=_hidden                          | ",
                "``                                   | ",
                "203.0.113                            | ",
                "203.0.113.                           | ",
                "203.0.113.9.                         | ",
                "203.0.113.256                        | ",
                "1:2:3:4:5:6:7:8:9                    | ",
                "1:2:3:4:5:6:7:1.2.3.4                | ",
            })
    void readsTheAddressOfAnEntryOrNone(String entry, String address) {
        // Given
        byte[] text = ("x" + entry + "x").getBytes(StandardCharsets.US_ASCII);

        // When
        IpAddress found = AddressText.ofEntry(text, 1, text.length - 2);

        // Then
        assertThat(found == null ? null : found.toString()).isEqualTo(address);
    }

    /** What differs in one part only is another address. */
    @Test
    void addressesAreEqualIfAllTheirBitsAre() {
        assertThat(address("203.0.113.9")).isEqualTo(address("203.0.113.9")).hasSameHashCodeAs(address("203.0.113.9"));
        assertThat(address("203.0.113.9")).isNotEqualTo(address("203.0.113.8"));
        assertThat(address("1::9")).isNotEqualTo(address("2::9")).isNotEqualTo(address("1::8"));
        assertThat(address("::1.2.3.4")).isNotEqualTo(address("1.2.3.4")).isNotEqualTo(null);
        assertThat(address("1::9")).isEqualByComparingTo(address("1:0::9"));
        assertThat(address("1::9").compareTo(address("2::9"))).isNotZero();
    }

    private static IpAddress address(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
        return AddressText.parse(bytes, 0, bytes.length);
    }
}
