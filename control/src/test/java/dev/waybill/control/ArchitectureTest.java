package dev.waybill.control;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

class ArchitectureTest {
    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("dev.waybill.control.apply");

    @Test
    void onlyTheClassesThatAreNamedSoTalkToKafka() {
        noClasses()
                .that()
                .haveSimpleNameNotStartingWith("Kafka")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.apache.kafka..")
                .check(CLASSES);
    }

    @Test
    void readersOfRowsGetBytesAndKnowNoCluster() {
        noClasses()
                .that()
                .resideInAPackage("dev.waybill.control.rows..")
                .should()
                .dependOnClassesThat()
                .haveNameMatching(
                        "java\\.(io\\.(File|RandomAccessFile).*|net\\..*|nio\\.(file|channels)\\..*|time\\.Clock)"
                                + "|org\\.apache\\.(kafka|hadoop)\\..*")
                .check(new ClassFileImporter()
                        .withImportOption(new ImportOption.DoNotIncludeTests())
                        .importPackages("dev.waybill.control.rows"));
    }

    @Test
    void theScanForLeaksSharesNothingWithRedactionAndDoesNoInputOrOutput() {
        noClasses()
                .that()
                .resideInAPackage("dev.waybill.control.preview.leak..")
                .should()
                .dependOnClassesThat()
                .haveNameMatching("dev\\.waybill\\.(redact|event|export|format|delivery|wire)\\..*"
                        + "|java\\.(io\\.(File|RandomAccessFile).*|net\\.http\\..*|nio\\.(file|channels)\\..*|time\\.Clock)"
                        + "|org\\.apache\\..*")
                .check(new ClassFileImporter()
                        .withImportOption(new ImportOption.DoNotIncludeTests())
                        .importPackages("dev.waybill.control.preview.leak"));
    }

    @Test
    void plansAskNoClock() {
        noClasses()
                .that()
                .doNotHaveSimpleName("Applier")
                .should()
                .dependOnClassesThat()
                .haveFullyQualifiedName("java.time.Clock")
                .check(CLASSES);
    }
}
