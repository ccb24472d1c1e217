package dev.waybill.control;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.GeneralCodingRules.ACCESS_STANDARD_STREAMS;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

class ArchitectureTest {
    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("dev.waybill.control.apply");

    private static final JavaClasses CONSOLE = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("dev.waybill.control.console");

    private static final JavaClasses CONTROL = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("dev.waybill.control");

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
    void sizesAreArithmetic() {
        noClasses()
                .that()
                .resideInAPackage("dev.waybill.control.size..")
                .should()
                .dependOnClassesThat()
                .haveNameMatching(
                        "java\\.(io\\..*|net\\..*|nio\\..*|time\\.Clock)|org\\.apache\\..*|com\\.fasterxml\\..*")
                .check(new ClassFileImporter()
                        .withImportOption(new ImportOption.DoNotIncludeTests())
                        .importPackages("dev.waybill.control.size"));
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

    @Test
    void tokensAndSessionsKnowNoHttpAndNoCluster() {
        noClasses()
                .that()
                .resideInAPackage("dev.waybill.control.console.access..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "org.eclipse.jetty..",
                        "org.apache.kafka..",
                        "gg.jte..",
                        "dev.waybill.control.console.http..",
                        "dev.waybill.control.console.change..")
                .check(CONSOLE);
    }

    @Test
    void theDoctorsScheduleKnowsNoHttpAndNoCluster() {
        noClasses()
                .that()
                .resideInAPackage("dev.waybill.control.console.checkup..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "org.apache.kafka..",
                        "dev.waybill.control.console.http..",
                        "dev.waybill.control.console.check..",
                        "dev.waybill.control.console.state..")
                .check(CONSOLE);
    }

    @Test
    void onlyTheServersHalfOfTheFrameKnowsJetty() {
        noClasses()
                .that()
                .haveNameNotMatching(
                        ".*\\.console\\.http\\.(ConsoleServer|FrontHandler|LargeBodies|TlsIdentity|TlsRenewal)(\\$.*)?")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("org.eclipse.jetty..")
                .check(CONSOLE);
    }

    @Test
    void theFrameKnowsNoCluster() {
        noClasses()
                .that()
                .resideInAPackage("dev.waybill.control.console.http..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "org.apache.kafka..", "gg.jte..", "io.micrometer..", "dev.waybill.control.console.change..")
                .check(CONSOLE);
    }

    @Test
    void operationsAndPagesTalkToKafkaInClassesThatAreNamedSoOnly() {
        noClasses()
                .that()
                .resideInAnyPackage(
                        "dev.waybill.control.console.change..",
                        "dev.waybill.control.console.audit..",
                        "dev.waybill.control.console.page..")
                .and()
                .haveSimpleNameNotStartingWith("Kafka")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("org.apache.kafka..")
                .check(CONSOLE);
    }

    @Test
    void pagesKnowWhatTheApiAnswersOnly() {
        noClasses()
                .that()
                .resideInAPackage("dev.waybill.control.console.page..")
                .should()
                .dependOnClassesThat(resideInAnyPackage(
                                "dev.waybill.catalog..",
                                "dev.waybill.control.console.read..",
                                "dev.waybill.control.console.change..",
                                "dev.waybill.control.console.check..",
                                "dev.waybill.control.console.state..",
                                "dev.waybill.control.status..",
                                "dev.waybill.spec..")
                        // The vocabularies of the API.
                        .and(not(assignableTo(Enum.class))))
                .check(CONSOLE);
    }

    @Test
    void onlyTheDoctorsRoomForItTalksToAws() {
        noClasses()
                .that()
                .resideOutsideOfPackage("dev.waybill.control.doctor.aws..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("software.amazon.awssdk..", "dev.waybill.sink.s3..")
                .check(CONTROL);
    }

    @Test
    void ofTheSinkOnlyTheWayToAwsIsSeen() {
        noClasses()
                .should()
                .dependOnClassesThat(resideInAPackage("dev.waybill.sink..")
                        .and(not(resideInAnyPackage(
                                "dev.waybill.sink.s3..", "dev.waybill.sink.destination..", "dev.waybill.sink.part.."))))
                .check(CONTROL);
    }

    @Test
    void checksAskTheirExaminationOnly() {
        noClasses()
                .that()
                .resideInAPackage("dev.waybill.control.doctor.check..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.apache.kafka..", "java.net.http..", "java.nio.file..")
                .check(CONTROL);
    }

    /** Processes without a terminal use it, too. */
    @Test
    void nothingIsPrinted() {
        noClasses().should(ACCESS_STANDARD_STREAMS).check(CONTROL);
    }
}
