package dev.waybill.redact;

import dev.waybill.contract.TextKind;
import dev.waybill.event.AddressText;
import dev.waybill.event.Event;
import dev.waybill.event.EventType;
import dev.waybill.event.Field;
import dev.waybill.event.IpAddress;
import dev.waybill.kind.redaction.PartOfName;
import dev.waybill.kind.redaction.TruncateIpSpec;
import java.io.ByteArrayOutputStream;
import java.util.List;
import java.util.stream.Stream;

/**
 * Keeps the network part of the client's address, in {@code ip_address} and in every entry of {@code forwarded_for}, and
 * sets the other bits to zero; a port is removed. Of an entry as RFC 7239 writes it ({@code for=203.0.113.9;proto=https})
 * the address is kept.
 *
 * <p>IPv6 addresses that carry an IPv4 address count as that one: a mapped address ({@code ::ffff:0:0/96}) becomes plain
 * IPv4, and of the other kinds (6to4, NAT64, Teredo, compatible) no more of the IPv4 address is kept than {@code ipv4}
 * allows. An {@code ip_address} that is no IP address makes the event withheld. An entry of {@code forwarded_for} that is
 * none becomes {@code -}, since the client chooses that header and must not be able to suppress its own log lines.
 */
public record TruncateIp(TruncateIpSpec spec) implements Redaction {

    private static final byte[] NOTHING = {};
    private static final byte[] SEPARATOR = {',', ' '};
    private static final byte[] NO_ADDRESS = {'-'};

    @Override
    public List<FieldEdit> edits(EventType type, SecretLookup secrets) {
        Stream<FieldEdit> address = withText(type, TextKind.ADDRESS)
                .map(field -> FieldEdit.always(field, this::truncate, FieldEdit.Result.DERIVED, PartOfName.HIDE));
        Stream<FieldEdit> forwarded = withText(type, TextKind.ADDRESSES)
                .map(field -> FieldEdit.always(field, this::truncateEach, FieldEdit.Result.DERIVED, PartOfName.HIDE));
        return Stream.concat(address, forwarded).toList();
    }

    private static Stream<Field> withText(EventType type, TextKind kind) {
        return type.fields().stream().filter(field -> field.meaning().is(kind));
    }

    private boolean truncate(Event event, Field field) {
        IpAddress address = AddressText.parse(event.buffer(field), event.offset(field), event.length(field));
        if (address == null) {
            return false;
        }
        byte[] text = new byte[IpAddress.MAX_LENGTH];
        event.setText(
                field, text, 0, address.truncated(spec.ipv4(), spec.ipv6()).write(text));
        return true;
    }

    private boolean truncateEach(Event event, Field field) {
        byte[] entries = event.buffer(field);
        int begin = event.offset(field);
        int end = begin + event.length(field);
        ByteArrayOutputStream kept = new ByteArrayOutputStream();
        for (int at = begin; at <= end; at++) {
            if (at == end || entries[at] == ',') {
                IpAddress address = AddressText.ofEntry(entries, begin, at - begin);
                kept.writeBytes(kept.size() == 0 ? NOTHING : SEPARATOR);
                kept.writeBytes(
                        address == null
                                ? NO_ADDRESS
                                : address.truncated(spec.ipv4(), spec.ipv6()).toBytes());
                begin = at + 1;
            }
        }
        event.setText(field, kept.toByteArray(), 0, kept.size());
        return true;
    }
}
