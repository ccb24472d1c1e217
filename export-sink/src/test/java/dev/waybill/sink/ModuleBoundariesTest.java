package dev.waybill.sink;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaCall;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.properties.HasOwner;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.Set;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.s3.S3Client;

class ModuleBoundariesTest {
    private static final JavaClasses SINK = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("dev.waybill.sink");

    @Test
    void seesTheContractsOnly() {
        classes()
                .that()
                .resideInAPackage("dev.waybill.sink..")
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(
                        "dev.waybill.sink..",
                        "dev.waybill.build..",
                        "dev.waybill.catalog..",
                        "dev.waybill.clients..",
                        "dev.waybill.contract..",
                        "dev.waybill.files..",
                        "dev.waybill.http..",
                        "dev.waybill.ledger..",
                        "dev.waybill.spec..",
                        "dev.waybill.window..",
                        "java..",
                        "io.prometheus..",
                        "javax.management..",
                        "org.apache.kafka..",
                        "org.jspecify..",
                        "org.slf4j..",
                        "software.amazon.awssdk..")
                .check(SINK);
    }

    @Test
    void showsTheConnectorAndTheTaskOnly() {
        classes()
                .that()
                .resideInAPackage("dev.waybill.sink")
                .and()
                .arePublic()
                .should()
                .haveNameMatching(".*\\.(ExportSinkConnector|ExportSinkTask)")
                .as("the sink shows the connector and the task; its rooms are public for each other only")
                .check(SINK);
    }

    @Test
    void roomsImportDownwards() {
        layeredArchitecture()
                .consideringOnlyDependenciesInLayers()
                .layer("sink")
                .definedBy("dev.waybill.sink")
                .layer("metrics")
                .definedBy("dev.waybill.sink.metrics..")
                .layer("kinds")
                .definedBy(
                        "dev.waybill.sink.s3..",
                        "dev.waybill.sink.file..",
                        "dev.waybill.sink.catalog..",
                        "dev.waybill.sink.parking..",
                        "dev.waybill.sink.deliveries..")
                .layer("backlog")
                .definedBy("dev.waybill.sink.backlog..")
                .layer("destination")
                .definedBy("dev.waybill.sink.destination..")
                .layer("part")
                .definedBy("dev.waybill.sink.part..")
                .whereLayer("sink")
                .mayNotBeAccessedByAnyLayer()
                .whereLayer("metrics")
                .mayOnlyBeAccessedByLayers("sink")
                .whereLayer("kinds")
                .mayOnlyBeAccessedByLayers("sink", "metrics")
                .whereLayer("backlog")
                .mayOnlyBeAccessedByLayers("sink", "metrics", "kinds")
                .whereLayer("destination")
                .mayOnlyBeAccessedByLayers("sink", "metrics", "kinds", "backlog")
                .check(SINK);
    }

    @Test
    void neverCallsS3OtherwiseThanByPutObject() {
        noClasses()
                .should()
                .callMethodWhere(JavaCall.Predicates.target(
                                HasOwner.Predicates.With.owner(JavaClass.Predicates.type(S3Client.class)))
                        .and(DescribedPredicate.describe(
                                "other than putObject, builder and close",
                                call -> !Set.of("putObject", "builder", "close").contains(call.getName()))))
                .check(SINK);
    }
}
