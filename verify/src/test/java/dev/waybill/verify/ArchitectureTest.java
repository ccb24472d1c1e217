package dev.waybill.verify;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

/** The rooms of this module, as ARCHITECTURE.md draws them. */
class ArchitectureTest {
    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("dev.waybill.verify");

    @Test
    void leavesTheAwsSdkToOneRoom() {
        noClasses()
                .that()
                .resideOutsideOfPackage("dev.waybill.verify.place.s3..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("software.amazon.awssdk..")
                .check(CLASSES);
    }

    @Test
    void nothingHereNeedsTheRoomForBuckets() {
        noClasses()
                .that()
                .resideOutsideOfPackage("dev.waybill.verify.place.s3..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("dev.waybill.verify.place.s3..")
                .check(CLASSES);
    }

    @Test
    void receiptsAndKeysDoNoInputOrOutputAndAskNoClock() {
        noClasses()
                .that()
                .resideInAnyPackage("dev.waybill.verify.receipt..", "dev.waybill.verify.key..")
                .should()
                .dependOnClassesThat()
                .haveNameMatching(
                        "java\\.(io\\.(File|RandomAccessFile|Input|Output).*|net\\..*|nio\\.(file|channels)\\..*"
                                + "|time\\.Clock)")
                .check(CLASSES);
    }

    @Test
    void theCheckReadsPlacesThroughTheirInterfaceAlone() {
        noClasses()
                .that()
                .resideInAPackage("dev.waybill.verify.check..")
                .and()
                .doNotHaveSimpleName("CheckedObjects")
                .should()
                .dependOnClassesThat()
                .haveNameMatching(
                        "java\\.(io\\.File.*|net\\..*|nio\\.file\\.(Files|Path)|nio\\.channels\\..*|time\\.Clock)"
                                + "|dev\\.waybill\\.verify\\.place\\.FolderPlace")
                .check(CLASSES);
    }

    @Test
    void receiptsKnowJsonAndNothingElse() {
        classes()
                .that()
                .resideInAPackage("dev.waybill.verify.receipt..")
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(
                        "java..",
                        "org.jspecify..",
                        "com.fasterxml.jackson..",
                        "org.erdtman.jcs..",
                        "dev.waybill.contract..",
                        "dev.waybill.spec..",
                        "dev.waybill.window..",
                        "dev.waybill.verify.receipt..",
                        "dev.waybill.verify.key..")
                .check(CLASSES);
    }

    @Test
    void importsDownwards() {
        layeredArchitecture()
                .consideringOnlyDependenciesInLayers()
                .layer("key")
                .definedBy("dev.waybill.verify.key..")
                .layer("receipt")
                .definedBy("dev.waybill.verify.receipt..")
                .layer("place")
                .definedBy("dev.waybill.verify.place..")
                .layer("check")
                .definedBy("dev.waybill.verify.check..")
                .whereLayer("check")
                .mayNotBeAccessedByAnyLayer()
                .whereLayer("place")
                .mayOnlyBeAccessedByLayers("check")
                .whereLayer("receipt")
                .mayOnlyBeAccessedByLayers("check")
                .whereLayer("key")
                .mayOnlyBeAccessedByLayers("receipt", "check")
                .check(CLASSES);
    }
}
