package dev.waybill.control.console;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.catalog.record.PauseScope;
import dev.waybill.catalog.snapshot.CatalogSnapshot;
import dev.waybill.catalog.snapshot.Knowledge;
import dev.waybill.contract.ExportId;
import dev.waybill.control.apply.TargetCluster;
import dev.waybill.control.console.change.Audited;
import dev.waybill.control.console.change.ChangeCluster;
import dev.waybill.control.console.change.ReadSpec;
import dev.waybill.control.console.change.Resolver;
import dev.waybill.control.console.change.SpecChanges;
import dev.waybill.control.console.check.ReadDoctor;
import dev.waybill.control.console.check.RunDoctor;
import dev.waybill.control.console.check.RunPreview;
import dev.waybill.control.console.http.Endpoint;
import dev.waybill.control.console.http.GuardedOperations;
import dev.waybill.control.console.http.Operation;
import dev.waybill.control.console.http.ProblemKind;
import dev.waybill.control.console.read.ReadOperations;
import dev.waybill.control.console.replay.ReplayOperations;
import dev.waybill.control.console.state.ConsoleScenario;
import dev.waybill.control.pause.KnownExports;
import dev.waybill.control.pause.PauseReport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/** All operations of the console, by what they promise. */
class ConsoleOperationsTest {
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-03-04T05:00:00Z"), ZoneOffset.UTC);
    private static final Path PAGE = Path.of("..", "docs", "reference", "console-api.md");

    private final List<Operation> operations = operations();

    @Test
    void nobodyIsAnsweredWhoShouldNotBe() {
        GuardedOperations.check(operations, CLOCK);
    }

    @Test
    void eachStandsOnThePage() throws IOException {
        // When
        String page = Files.readString(PAGE);

        // Then
        assertThat(operations).allSatisfy(operation -> {
            Endpoint endpoint = operation.contract().endpoint();
            assertThat(page)
                    .contains("| `" + operation.contract().id() + "` | `" + endpoint.verb() + " " + endpoint.path()
                            + "` |");
        });
        assertThat(ProblemKind.values())
                .allSatisfy(kind -> assertThat(page).contains("| `" + kind.uri() + "` | " + kind.status() + " |"));
    }

    private static List<Operation> operations() {
        ChangeCluster nowhere = new NoCluster();
        SpecChanges changes = new SpecChanges(
                nowhere,
                exports -> {
                    throw new AssertionError("no topics are planned");
                },
                secret -> "",
                Resolver.SYSTEM,
                (changed, settings) -> List.of(),
                CLOCK);
        ConsoleScenario scenario = new ConsoleScenario();
        List<Operation> all =
                new ArrayList<>(ReadOperations.all(scenario.known(), () -> Knowledge.NOTHING, Optional::empty, CLOCK));
        Audited audited = new Audited(event -> {}, CLOCK);
        all.add(new ReadSpec(() -> CatalogSnapshot.EMPTY));
        all.add(new RunDoctor(
                (tenant, export) -> {
                    throw new AssertionError("was asked");
                },
                audited));
        all.add(new ReadDoctor(id -> {
            throw new AssertionError("was asked");
        }));
        all.add(new RunPreview(
                (exports, settings, size) -> {
                    throw new AssertionError("was asked");
                },
                changes,
                () -> CatalogSnapshot.EMPTY));
        all.addAll(Console.changes(changes, nowhere, audited));
        all.addAll(ReplayOperations.all(Optional.empty(), audited));
        return all;
    }

    /** Is never asked. */
    private static final class NoCluster implements ChangeCluster {
        @Override
        public <T> T target(Function<TargetCluster, T> work) {
            throw new AssertionError("was asked");
        }

        @Override
        public CatalogSnapshot catalog() {
            throw new AssertionError("was asked");
        }

        @Override
        public PauseReport pause(Function<KnownExports, PauseScope> scope, String by, String why) {
            throw new AssertionError("was asked");
        }

        @Override
        public PauseReport resume(Function<KnownExports, PauseScope> scope, String by, String why) {
            throw new AssertionError("was asked");
        }

        @Override
        public Map<String, Long> retry(ExportId export) {
            throw new AssertionError("was asked");
        }
    }
}
