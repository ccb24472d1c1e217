package dev.waybill.spec.destination;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.waybill.contract.ExportId;
import dev.waybill.spec.Specs;
import dev.waybill.spec.yaml.SpecException;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class DestinationsTest {
    private static final DestinationEntry S3 = new DestinationEntry(
            new ExportId("acme", "downloads"),
            "export.acme.downloads",
            Optional.of("wb-0011"),
            Specs.plain().destination());
    private static final DestinationEntry DIRECTORY = new DestinationEntry(
            new ExportId("globex", "audit"),
            dev.waybill.contract.Topics.SHARED_DELIVERY,
            Optional.empty(),
            Specs.directory());
    private static final DestinationEntry EVERYTHING = new DestinationEntry(
            new ExportId("acme", "audit"),
            "export.acme.audit",
            Optional.empty(),
            Specs.full().destination());

    @Test
    void writesTheSameTextWhateverTheOrderOfEntries() {
        // When
        String one = Destinations.of(List.of(DIRECTORY, S3, EVERYTHING)).json();
        String two = Destinations.of(List.of(EVERYTHING, DIRECTORY, S3)).json();

        // Then
        assertThat(one).isEqualTo(two);
    }

    @Test
    void writesTheDocumentedForm() {
        assertThat(Destinations.of(List.of(S3)).json()).isEqualTo("""
                        {
                          "destinations" : [
                            {
                              "destination" : {
                                "bucket" : "acme-logs",
                                "checksum-trailers" : true,
                                "chunked-encoding" : true,
                                "kind" : "s3",
                                "path-style" : false,
                                "prefix" : "",
                                "region" : "eu-west-1",
                                "role-arn" : "arn:aws:iam::111122223333:role/WaybillLogs",
                                "tags" : { }
                              },
                              "export" : "downloads",
                              "external-id" : "wb-0011",
                              "tenant" : "acme",
                              "topic" : "export.acme.downloads"
                            }
                          ]
                        }
                        """);
    }

    @Test
    void readsWhatItWrote() {
        // Given
        Destinations written = Destinations.of(List.of(S3, DIRECTORY, EVERYTHING));

        // When
        Destinations read = Destinations.parse("destinations.json", written.json());

        // Then
        assertThat(read.entries()).containsExactly(EVERYTHING, S3, DIRECTORY);
    }

    @Test
    void refusesTwoDestinationsOfOneExport() {
        assertThatThrownBy(() -> Destinations.of(List.of(S3, S3)))
                .hasMessage("two destinations for export acme/downloads");
    }

    @Test
    void reportsAllProblemsOfAFile() {
        // Given
        String json = """
                {"destinations": [
                  {"tenant": "Acme", "export": "downloads", "topic": "t", "destination": {"kind": "ftp"}},
                  {"tenant": "acme", "export": "a", "destinations": {"kind": "file"}}
                ], "extra": 1}
                """;

        // Then
        assertThatThrownBy(() -> Destinations.parse("d.json", json))
                .isInstanceOfSatisfying(
                        SpecException.class,
                        e -> assertThat(e.problems())
                                .extracting(problem -> problem.place().path() + " " + problem.text())
                                .containsExactlyInAnyOrder(
                                        "destinations[0].tenant is not an id: \"Acme\"",
                                        "destinations[0].destination.kind unknown kind of destination: \"ftp\"; allowed: file, s3",
                                        "destinations[1].topic is required but missing",
                                        "destinations[1].destination is required but missing",
                                        "destinations[1].destinations unknown key; did you mean \"destination\"?",
                                        "extra unknown key; allowed: destinations"));
    }

    @Test
    void refusesAFileThatIsCutOff() {
        // Given
        String json = Destinations.of(List.of(S3)).json();

        // Then
        assertThatThrownBy(() -> Destinations.parse("d.json", json.substring(0, json.length() - 20)))
                .isInstanceOf(SpecException.class)
                .hasMessageContaining("d.json")
                .hasMessageContaining("cannot be parsed");
        assertThatThrownBy(() -> Destinations.parse("d.json", ""))
                .isInstanceOf(SpecException.class)
                .hasMessageContaining("is empty");
    }
}
