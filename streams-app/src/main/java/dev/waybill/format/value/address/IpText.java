package dev.waybill.format.value.address;

import dev.waybill.event.Event;
import dev.waybill.event.Field;
import dev.waybill.event.IpAddress;
import dev.waybill.format.escape.Escape;
import dev.waybill.format.row.RowBuffer;
import dev.waybill.format.value.Value;
import org.jspecify.annotations.Nullable;

/**
 * The IP address in a STRING field, of these families; null where it holds none of them. Written as RFC 5952 says, without
 * a port.
 */
public record IpText(Field field, Family family) implements Value {
    public enum Family {
        ANY,
        /** Also an IPv6 address that stands for one of IPv4. */
        V4,
        V6
    }

    @Override
    public boolean isNull(Event event) {
        if (event.isNull(field)) {
            return true;
        }
        if (ClientAddress.isDotted(event, field)) {
            return family == Family.V6 || !ClientAddress.isDottedAddress(event, field);
        }
        @Nullable IpAddress address = ClientAddress.address(event, field);
        return address == null || family != Family.ANY && address.isV4() != (family == Family.V4);
    }

    @Override
    public boolean isFreeText() {
        return true;
    }

    @Override
    public void put(Event event, Escape escape, RowBuffer out) {
        if (ClientAddress.isDotted(event, field)) {
            out.put(event.buffer(field), event.offset(field), event.length(field));
            return;
        }
        @Nullable IpAddress address = ClientAddress.address(event, field);
        if (address != null) {
            out.put(address.toBytes());
        }
    }
}
