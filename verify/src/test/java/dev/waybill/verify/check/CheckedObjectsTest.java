package dev.waybill.verify.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.waybill.verify.DeliveredPlace;
import dev.waybill.verify.TestKeys;
import dev.waybill.verify.place.MemoryPlace;
import dev.waybill.verify.place.Place;
import dev.waybill.verify.place.StoredObject;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CheckedObjectsTest {
    @TempDir
    Path folder;

    private final TreeMap<String, byte[]> objects = DeliveredPlace.make().objects();
    private final List<Finding> findings = new ArrayList<>();

    private Summary verify(Place place) throws IOException {
        findings.clear();
        try (CheckedObjects checked = CheckedObjects.in(folder.resolve("state"))) {
            return new Verifier(TestKeys.ROTATION, Expectations.at(DeliveredPlace.NOW), checked)
                    .verify(place, findings::add, Progress.NONE);
        }
    }

    @Test
    void doesNotReadAgainWhatWasRight() throws IOException {
        Summary first = verify(new MemoryPlace(objects));
        MemoryPlace place = new MemoryPlace(objects);
        Summary second = verify(place);

        assertThat(first.bytesRead()).isEqualTo(first.bytes()).isPositive();
        assertThat(second.bytesRead()).isZero();
        assertThat(second.objects()).isEqualTo(first.objects());
        assertThat(place.opened())
                .isEqualTo(objects.keySet().stream()
                        .filter(name -> name.contains("_receipts/"))
                        .count());
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve("state"))))
                .isEqualTo("rw-------");
    }

    @Test
    void readsAgainWhatWasWrittenAgainAndWhatWasWrong() throws IOException {
        String part = objects.keySet().stream()
                .filter(name -> name.startsWith("year="))
                .findFirst()
                .orElseThrow();
        byte[] right = objects.get(part);
        verify(new MemoryPlace(objects));
        byte[] wrong = right.clone();
        wrong[0]++;

        objects.put(part, wrong);
        verify(new MemoryPlace(objects));
        assertThat(findings).extracting(Finding::kind).contains(FindingKind.ALTERED);
        verify(new MemoryPlace(objects));
        assertThat(findings).extracting(Finding::kind).contains(FindingKind.ALTERED);
        objects.put(part, right);
        Summary healed = verify(new MemoryPlace(objects));

        assertThat(healed.isClean()).isTrue();
    }

    @Test
    void goesOnWhereARunWasStopped() throws IOException {
        MemoryPlace whole = new MemoryPlace(objects);
        Place failing = new Place() {
            private int parts;

            @Override
            public String description() {
                return whole.description();
            }

            @Override
            public int parallelism() {
                return 1;
            }

            @Override
            public void list(String beginning, Visitor visitor) throws IOException {
                whole.list(beginning, visitor);
            }

            @Override
            public synchronized InputStream open(String name) throws IOException {
                if (name.startsWith("year=") && ++parts > 20) {
                    throw new IOException("the connection is gone");
                }
                return whole.open(name);
            }

            @Override
            public void close() {}
        };

        assertThatThrownBy(() -> verify(failing))
                .isInstanceOf(IOException.class)
                .hasMessage("the connection is gone");
        Files.write(folder.resolve("state"), new byte[] {1, 2, 3}, StandardOpenOption.APPEND);
        Summary rest = verify(whole);

        assertThat(rest.isClean()).isTrue();
        assertThat(rest.bytesRead()).isPositive().isLessThan(rest.bytes());
        assertThat(verify(whole).bytesRead()).isZero();
    }

    @Test
    void refusesAnotherFile() throws IOException {
        Files.writeString(folder.resolve("state"), "something that matters to somebody");

        assertThatThrownBy(() -> CheckedObjects.in(folder.resolve("state")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageEndingWith("is not a state of waybill verify; name another file");
        assertThat(folder.resolve("state")).hasContent("something that matters to somebody");
    }

    @Test
    void tellsPlacesSizesAndRevisionsApart() {
        StoredObject object = new StoredObject("a", 1, "r", Instant.EPOCH);
        byte[] hash = new byte[32];
        byte[] fingerprint = CheckedObjects.fingerprint("p", object, hash);

        assertThat(CheckedObjects.fingerprint("p", object, hash)).isEqualTo(fingerprint);
        assertThat(List.of(
                        CheckedObjects.fingerprint("q", object, hash),
                        CheckedObjects.fingerprint("p", new StoredObject("b", 1, "r", Instant.EPOCH), hash),
                        CheckedObjects.fingerprint("p", new StoredObject("a", 2, "r", Instant.EPOCH), hash),
                        CheckedObjects.fingerprint("p", new StoredObject("a", 1, "s", Instant.EPOCH), hash),
                        CheckedObjects.fingerprint("p", object, new byte[] {1})))
                .doesNotContain(fingerprint)
                .doesNotHaveDuplicates();
    }
}
