package dev.waybill.topology;

import dev.waybill.contract.Source;
import dev.waybill.contract.Topics;

/** Which partition an event is processed in. */
public enum Placement {
    /** The one its producer sent it to. */
    AS_SENT {
        @Override
        public String topic(Source source) {
            return Topics.input(source);
        }

        @Override
        String suffix() {
            return "";
        }
    },
    /** That of its tenant, in a topic of our own that the input is copied to first. */
    BY_TENANT {
        @Override
        public String topic(Source source) {
            return Topics.byTenant(source);
        }

        @Override
        String suffix() {
            return "-by-tenant";
        }
    };

    /** The placement of an application with or without {@code repartition: true}. */
    public static Placement ofRepartition(boolean repartition) {
        return repartition ? BY_TENANT : AS_SENT;
    }

    /** The other one. */
    public Placement other() {
        return this == AS_SENT ? BY_TENANT : AS_SENT;
    }

    /** The topic whose partitions are processed, and read again after a restart. */
    public abstract String topic(Source source);

    /** Ends the names of steps and stores: state of one topic must never meet the offsets of the other. */
    abstract String suffix();

    /**
     * The name of the store of this source's events, after which its changelog is named. State of one placement is of no
     * use to the other.
     */
    public String storeName(Source source) {
        return StepNames.of(StepNames.BATCHES, source) + suffix();
    }
}
