package dev.waybill.local;

import static org.assertj.core.api.Assertions.assertThat;

import org.apache.kafka.common.metadata.BrokerRegistrationChangeRecord;
import org.apache.kafka.common.metadata.RegisterBrokerRecord;
import org.apache.kafka.image.MetadataDelta;
import org.apache.kafka.image.MetadataProvenance;
import org.apache.kafka.metadata.BrokerRegistrationFencingChange;
import org.junit.jupiter.api.Test;

class FormerBrokerTest {
    private final FormerBroker former = new FormerBroker(1);
    private final MetadataDelta metadata = new MetadataDelta.Builder().build();

    @Test
    void isGoneWhereThereWasNone() {
        // When
        tell();

        // Then
        assertThat(former.gone()).isDone();
    }

    @Test
    void isThereUntilTheControllerFencesIt() {
        // Given
        metadata.replay(
                new RegisterBrokerRecord().setBrokerId(1).setBrokerEpoch(7).setFenced(false));

        // When
        tell();

        // Then
        assertThat(former.gone()).isNotDone();
    }

    @Test
    void isGoneWhenTheControllerHasFencedIt() {
        // Given
        metadata.replay(
                new RegisterBrokerRecord().setBrokerId(1).setBrokerEpoch(7).setFenced(false));
        tell();
        metadata.replay(new BrokerRegistrationChangeRecord()
                .setBrokerId(1)
                .setBrokerEpoch(7)
                .setFenced(BrokerRegistrationFencingChange.FENCE.value()));

        // When
        tell();

        // Then
        assertThat(former.gone()).isDone();
    }

    @Test
    void isNotWaitedForWhereItIsAnother() {
        // Given
        metadata.replay(
                new RegisterBrokerRecord().setBrokerId(2).setBrokerEpoch(7).setFenced(false));

        // When
        tell();

        // Then
        assertThat(former.gone()).isDone();
    }

    private void tell() {
        former.onMetadataUpdate(metadata, metadata.apply(MetadataProvenance.EMPTY), null);
    }
}
