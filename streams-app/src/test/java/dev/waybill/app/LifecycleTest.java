package dev.waybill.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

class LifecycleTest {
    private static final Duration TIMEOUT = Duration.ofSeconds(7);

    private final FakeApp app = new FakeApp();

    @Test
    void aCrashClosesTheApplicationAndFails() {
        app.crash = new IllegalStateException("boom");

        boolean clean = new Lifecycle(app, TIMEOUT).run();

        assertThat(clean).isFalse();
        assertThat(app.calls).containsExactly("start", "close PT7S");
    }

    @Test
    void stoppingClosesTheApplicationAndReturnsWhenThatIsDone() throws Exception {
        Lifecycle lifecycle = new Lifecycle(app, TIMEOUT);
        CompletableFuture<Boolean> clean = CompletableFuture.supplyAsync(lifecycle::run);
        app.started.get(10, TimeUnit.SECONDS);

        lifecycle.stop();

        assertThat(app.calls).containsExactly("start", "close PT7S");
        assertThat(clean.get(10, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void anApplicationThatCannotBeClosedInTimeFails() throws Exception {
        app.closes = false;
        Lifecycle lifecycle = new Lifecycle(app, TIMEOUT);
        CompletableFuture<Boolean> clean = CompletableFuture.supplyAsync(lifecycle::run);
        app.started.get(10, TimeUnit.SECONDS);

        lifecycle.stop();

        assertThat(clean.get(10, TimeUnit.SECONDS)).isFalse();
    }

    @Test
    void whatIsStoppedAfterACrashStillFails() {
        app.crash = new IllegalStateException("boom");
        Lifecycle lifecycle = new Lifecycle(app, TIMEOUT);

        boolean clean = lifecycle.run();
        lifecycle.stop();

        assertThat(clean).isFalse();
        assertThat(app.calls).containsExactly("start", "close PT7S");
    }

    @Test
    void aFailureToStartClosesTheApplicationAndDoesNotHoldUpTheShutdown() {
        app.refusal = new IllegalStateException("no");
        Lifecycle lifecycle = new Lifecycle(app, TIMEOUT);

        assertThatThrownBy(lifecycle::run).hasMessage("no");

        lifecycle.stop();
        assertThat(app.calls).containsExactly("start", "close PT7S");
    }

    private static final class FakeApp implements Lifecycle.App {
        private final List<String> calls = Collections.synchronizedList(new ArrayList<>());
        private final CompletableFuture<Void> started = new CompletableFuture<>();
        private volatile boolean closes = true;
        private volatile RuntimeException crash;
        private volatile RuntimeException refusal;

        @Override
        public void start(Consumer<Throwable> onCrash) {
            calls.add("start");
            if (refusal != null) {
                throw refusal;
            }
            if (crash != null) {
                onCrash.accept(crash);
            }
            started.complete(null);
        }

        @Override
        public boolean close(Duration timeout) {
            calls.add("close " + timeout);
            return closes;
        }
    }
}
