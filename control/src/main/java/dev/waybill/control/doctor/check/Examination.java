package dev.waybill.control.doctor.check;

import dev.waybill.control.doctor.account.Account;
import dev.waybill.control.doctor.account.Accounts;
import dev.waybill.control.doctor.account.Bucket;
import dev.waybill.control.doctor.account.Done;
import dev.waybill.control.doctor.account.Encryption;
import dev.waybill.control.doctor.account.Extras;
import dev.waybill.control.doctor.account.Reach;
import dev.waybill.control.doctor.account.Reply;
import dev.waybill.control.doctor.pipeline.Pipeline;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * What is found out about one export: what several checks need is asked once, when the first of them asks. Confined to one
 * thread.
 */
public final class Examination {
    private final CheckedExport export;
    private final Memory<Account> account;
    private final Pipeline pipeline;
    private final Clock clock;
    private final Memory<Reply<Bucket>> delivering;
    private final Memory<Reply<Bucket>> whole;
    private final Memory<Reply<Encryption>> stored;
    private final Memory<Knock> knock;

    /** What came of asking without a signature, and when. */
    record Knock(Reply<Done> reply, Instant at, Duration took) {}

    /** @param accounts asked only by checks that concern S3 */
    public Examination(CheckedExport export, Accounts accounts, Pipeline pipeline, Clock clock) {
        this.export = export;
        this.account = new Memory<>(() -> accounts.of(export.s3()));
        this.pipeline = pipeline;
        this.clock = clock;
        this.delivering = new Memory<>(() -> account().enter(export.externalId(), Reach.DELIVERY));
        this.whole = new Memory<>(() -> account().enter(export.externalId(), Reach.WHOLE_ROLE));
        this.stored = new Memory<>(() -> delivering().then(bucket -> bucket.putTestObject(Extras.ALL)));
        this.knock = new Memory<>(this::knockNow);
    }

    CheckedExport export() {
        return export;
    }

    Account account() {
        return account.get();
    }

    Pipeline pipeline() {
        return pipeline;
    }

    Instant now() {
        return clock.instant();
    }

    /** The bucket as the sink enters it. */
    Reply<Bucket> delivering() {
        return delivering.get();
    }

    /** The bucket with all that the role or the keys may do. */
    Reply<Bucket> whole() {
        return whole.get();
    }

    /** What came of putting the test object as the sink would. */
    Reply<Encryption> stored() {
        return stored.get();
    }

    Knock knock() {
        return knock.get();
    }

    /** A session without the tenant's external id, or with another one. */
    Reply<Bucket> enterAs(Optional<String> externalId) {
        return account().enter(externalId, Reach.WHOLE_ROLE);
    }

    private Knock knockNow() {
        Instant before = clock.instant();
        Reply<Done> reply = account().knock();
        Instant after = clock.instant();
        return new Knock(reply, after, Duration.between(before, after));
    }
}
