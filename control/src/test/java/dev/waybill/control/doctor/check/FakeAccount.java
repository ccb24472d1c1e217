package dev.waybill.control.doctor.check;

import dev.waybill.control.doctor.account.Account;
import dev.waybill.control.doctor.account.Bucket;
import dev.waybill.control.doctor.account.Done;
import dev.waybill.control.doctor.account.Encryption;
import dev.waybill.control.doctor.account.Extras;
import dev.waybill.control.doctor.account.Failure;
import dev.waybill.control.doctor.account.Reach;
import dev.waybill.control.doctor.account.Reply;
import dev.waybill.sink.destination.FailureKind;
import java.net.URI;
import java.util.Map;
import java.util.Optional;

/** An account that answers as a test says: for what a store on this machine cannot show. */
final class FakeAccount implements Account, Bucket {
    static final Failure SILENT =
            new Failure(FailureKind.UNREACHABLE, "no answer from S3: UnknownHostException", false);
    static final Failure REFUSED = new Failure(FailureKind.ACCESS_DENIED, "S3 answered 403 AccessDenied", false);

    Reply<Done> knock = Reply.failed(REFUSED, Map.of("date", "Wed, 04 Mar 2026 05:00:00 GMT"));
    Reply<Done> knockInOtherStyle = Reply.failed(SILENT);
    Optional<URI> endpoint = Optional.empty();
    Reply<Encryption> stored = Reply.of(new Encryption(Optional.empty(), Optional.empty()));
    Reply<Done> used = Reply.failed(REFUSED);
    int puts;

    @Override
    public Reply<String> platform() {
        return Reply.of("000000000000");
    }

    @Override
    public Reply<Bucket> enter(Optional<String> externalId, Reach reach) {
        return Reply.of(this);
    }

    @Override
    public Reply<Done> knock() {
        return knock;
    }

    @Override
    public Reply<Done> knockInOtherStyle() {
        return knockInOtherStyle;
    }

    @Override
    public Optional<URI> endpoint() {
        return endpoint;
    }

    @Override
    public Reply<Encryption> putTestObject(Extras extras) {
        puts++;
        return stored;
    }

    @Override
    public Reply<Done> putTestObjectFor(String account) {
        return used;
    }

    @Override
    public Reply<Done> put(String key) {
        return used;
    }

    @Override
    public Reply<Done> get(String key) {
        return used;
    }

    @Override
    public Reply<Done> delete(String key) {
        return used;
    }

    @Override
    public Reply<Done> list() {
        return used;
    }

    @Override
    public Reply<Encryption> encryption() {
        return Reply.failed(REFUSED);
    }

    @Override
    public Reply<Optional<String>> ownership() {
        return Reply.failed(REFUSED);
    }
}
