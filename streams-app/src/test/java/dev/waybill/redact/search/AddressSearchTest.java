package dev.waybill.redact.search;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.event.AddressText;
import dev.waybill.kind.redaction.PartOfName;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AddressSearchTest {
    private final Work work = new Work();

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                // hidden | text | left
                "203.0.113.9 | a203.0.113.9b, 203-0-113-9, 203_0_113_9, 203.000.113.009 | a-b, -, -, -",
                "203.0.113.9 | 1203.0.113.9 203.0.113.90 203.0-113.9 203..0.113.9 | 1203.0.113.9 203.0.113.90 203.0-113.9 203..0.113.9",
                "203.0.113.9 | 1.203.0.113.9.2 | 1.-.2",
                "203.0.113.9 | ::ffff:203.0.113.9 ::ffff:cb00:7109 0:0:0:0:0:ffff:cb00:7109 | - - -",
                "203.0.113.9 | 64:ff9b::cb00:7109 2002:cb00:7109::5 2001:0:0:0:0:0:34ff:8ef6 | - - -",
                "203.0.113.9 | 64:ff9b::cb00:7108 2002:cb00:7108::5 | 64:ff9b::cb00:7108 2002:cb00:7108::5",
                "203.0.113.9 | http://3405803785/ //0xcb007109 x@0313.0.0161.011:8 //203.0.28937. | http://-/ //- x@-:8 //-.",
                "203.0.113.9 | /3405803785/ //3405803785x //34058037850 //203.0.28937.1 //0xcb007109-a | /3405803785/ //3405803785x //34058037850 //203.0.28937.1 //0xcb007109-a",
                "0.0.0.0 | //0/ //0x0/ //00.0/ 0/ | //-/ //-/ //-/ 0/",
                "2001:db8::9 | 2001:DB8:0:0::9 2001:db8:0000:0:0:0:0:0009 2001:db8::0.0.0.9 2001-db8--9 2001_db8_0_0_0_0_0_9 | - - - - -",
                "2001:db8::9 | [2001:db8::9]:443 x:2001:db8::9 2001:db8::9. 2001:db8::9%eth0 2001:db8::9:443 | [-]:443 x:- -. -%eth0 -:443",
                "2001:db8::9 | 2001:db8::9a 2001:db8::19 12001:db8::9 2001:db8::9::1 | 2001:db8::9a 2001:db8::19 12001:db8::9 -::1",
                "2001:db8:: | 2001:db8:: 2001:db8::/32 2001:db8::1 | - -/32 2001:db8::1",
                "::1 | ::1 [::1] a::1 fe80::1 std::1x :::1 | - [-] a::1 fe80::1 std::1x :::1",
                ":: | :: a::b ::: | - a::b :::",
                "64:ff9b::203.0.113.9 | 203.0.113.9 64:ff9b::203.0.113.9 64:ff9b::cb00:7109 | - - -",
                "1:2:3:4:5:6:7:8 | 1:2:3:4:5:6:7:8 0:1:2:3:4:5:6:7:8 1:2:3:4:5:6:0.7.0.8 | - 0:- -",
            })
    void findsAddressesHoweverTheyAreWritten(String address, String text, String left) {
        // Given
        HiddenAddresses addresses = new HiddenAddresses(new HiddenTexts(PartOfName.HIDE, work));
        byte[] value = address.getBytes(StandardCharsets.US_ASCII);
        addresses.add(AddressText.parse(value, 0, value.length));
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        Layer layer = new Layer();
        layer.set(bytes, 0, bytes.length);
        Reading reading = new Reading();
        reading.read(layer, TextStyle.TEXT);
        Hidden hidden = new Hidden();

        // When
        new AddressSearch(addresses, work).hide(reading, TextStyle.TEXT, hidden);

        // Then
        byte[] without = hidden.without(bytes, 0, bytes.length);
        assertThat(without == null ? text : new String(without, StandardCharsets.UTF_8))
                .isEqualTo(left);
    }
}
