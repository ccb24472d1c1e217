package dev.waybill.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.kafka.SourceTopics.Shape;
import dev.waybill.ledger.Stamped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class AdminSourceTopicsTest {
    private static final Shape TWO = new Shape(2, Stamped.BROKER);
    private static final Shape THREE = new Shape(3, Stamped.BROKER);

    private final List<CompletableFuture<Shape>> asked = new ArrayList<>();
    private Instant now = Instant.parse("2026-03-04T05:00:00Z");
    private final AdminSourceTopics topics = new AdminSourceTopics(
            topic -> {
                CompletableFuture<Shape> answer = new CompletableFuture<>();
                asked.add(answer);
                return answer;
            },
            new Clock() {
                @Override
                public Instant instant() {
                    return now;
                }

                @Override
                public ZoneId getZone() {
                    return ZoneOffset.UTC;
                }

                @Override
                public Clock withZone(ZoneId zone) {
                    throw new UnsupportedOperationException();
                }
            });

    @Test
    void knowsNothingUntilTheBrokerHasAnswered() {
        assertThat(topics.shape("downloads")).isEmpty();
        assertThat(topics.shape("downloads")).isEmpty();
        assertThat(asked).as("it is asked once").hasSize(1);

        asked.get(0).complete(TWO);

        assertThat(topics.shape("downloads")).contains(TWO);
    }

    @Test
    void learnsThatATopicHasMorePartitions() {
        topics.shape("downloads");
        asked.get(0).complete(TWO);

        now = now.plus(AdminSourceTopics.ASK_AGAIN);
        assertThat(topics.shape("downloads")).contains(TWO);
        asked.get(1).complete(THREE);

        assertThat(topics.shape("downloads")).contains(THREE);
    }

    @Test
    void whatWasSaidLastHoldsWhileNobodyAnswers() {
        topics.shape("downloads");
        asked.get(0).complete(TWO);

        now = now.plus(AdminSourceTopics.ASK_AGAIN);
        topics.shape("downloads");
        asked.get(1).completeExceptionally(new IllegalStateException("away"));

        assertThat(topics.shape("downloads")).contains(TWO);
    }

    @Test
    void asksSoonerWhileItKnowsNothing() {
        topics.shape("downloads");
        asked.get(0).completeExceptionally(new IllegalStateException("away"));

        now = now.plus(AdminSourceTopics.ASK_UNKNOWN_AGAIN.minus(Duration.ofMillis(1)));
        topics.shape("downloads");
        assertThat(asked).hasSize(1);
        now = now.plus(Duration.ofMillis(1));
        topics.shape("downloads");

        assertThat(asked).hasSize(2);
    }
}
