package dev.waybill.sink;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

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
                        "dev.waybill.contract..",
                        "dev.waybill.files..",
                        "dev.waybill.spec..",
                        "java..",
                        "javax.management..",
                        "org.apache.kafka..",
                        "org.jspecify..",
                        "org.slf4j..",
                        "software.amazon.awssdk..")
                .check(SINK);
    }

    @Test
    void showsTheConnectorTheTaskAndTheMetricsOnly() {
        classes()
                .that()
                .arePublic()
                .should()
                .haveNameMatching(".*\\.(ExportSinkConnector|ExportSinkTask|ExportStatusMXBean)")
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
