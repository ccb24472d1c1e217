package dev.waybill.event;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class IpAddressTest {
    @ParameterizedTest
    @CsvSource({
        // text,                        canonical
        "203.0.113.9,                   203.0.113.9",
        "' 203.0.113.9 ',               203.0.113.9",
        "203.0.113.9:443,               203.0.113.9",
        "::ffff:203.0.113.9,            203.0.113.9",
        "::ffff:cb00:7109,              203.0.113.9",
        "[::ffff:203.0.113.9]:443,      203.0.113.9",
        "2001:DB8:0:0:0:0:0:9,          2001:db8::9",
        "2001:db8::9,                   2001:db8::9",
        "[2001:db8::9]:443,             2001:db8::9",
        "[2001:db8::9],                 2001:db8::9",
        "fe80::1%eth0,                  fe80::1",
        "::,                            ::",
        "::1,                           ::1",
        "1::,                           1::",
        "2001:0:0:1:0:0:0:1,            2001:0:0:1::1",
        "2001:db8:0:1:1:1:1:1,          2001:db8:0:1:1:1:1:1",
        "64:ff9b::203.0.113.9,          64:ff9b::cb00:7109",
    })
    void readsAddressesAndWritesThemInOneForm(String text, String canonical) {
        // When
        IpAddress address = parse(text);

        // Then
        assertThat(address).hasToString(canonical);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "-",
                "unknown",
                "203.0.113",
                "203.0.113.256",
                "203.0.113.09",
                "0x7f.0.0.1",
                "1.2.3.4.5",
                "1.2.3.4:x",
                "2001:db8",
                "2001:db8:::9",
                "1:2:3:4:5:6:7:8:9",
                "::1::2",
                "12345::",
                "1:2:3:4:5:6:7::8",
                "[::1",
                "localhost",
                "٢٠٣.0.113.9",
                "203.0.113.9/24",
                "1.2.3.4:123456",
                "::ffff:1.2.3.4.5"
            })
    void refusesEverythingElse(String text) {
        // When
        IpAddress address = parse(text);

        // Then
        assertThat(address).isNull();
    }

    @ParameterizedTest
    @CsvSource({
        // address,                ipv4, ipv6, kept
        "203.0.113.9,              24,   48,   203.0.113.0",
        "203.0.113.255,            20,   48,   203.0.112.0",
        "203.0.113.255,            0,    48,   0.0.0.0",
        "203.0.113.255,            32,   48,   203.0.113.255",
        "255.255.255.255,          1,    48,   128.0.0.0",
        "2001:db8:1:2:3:4:5:6,     24,   48,   2001:db8:1::",
        "2001:db8:1:ffff::6,       24,   52,   2001:db8:1:f000::",
        "2001:db8:1:2:3:4:5:6,     24,   0,    ::",
        "2001:db8:1:2:3:4:5:6,     24,   128,  2001:db8:1:2:3:4:5:6",
        "::ffff:203.0.113.9,       24,   48,   203.0.113.0",
        // an IPv4 address inside an IPv6 address is not kept longer than on its own
        "2002:cb00:7109::1,        24,   48,   2002:cb00:7100::",
        "64:ff9b::203.0.113.9,     24,   128,  64:ff9b::cb00:7100",
        "2001:0:1:2:3:4:5:6,       16,   128,  2001:0:1:2:3:4:5:0",
        "::203.0.113.9,            8,    128,  ::cb00:0",
    })
    void keepsTheFirstBits(String text, int ipv4, int ipv6, String kept) {
        // Given
        IpAddress address = parse(text);

        // When
        IpAddress truncated = address.truncated(ipv4, ipv6);

        // Then
        assertThat(truncated).hasToString(kept);
    }

    private static IpAddress parse(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        return AddressText.parse(bytes, 0, bytes.length);
    }
}
