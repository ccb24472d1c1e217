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

    private static final JavaClasses CONSOLE = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("dev.waybill.control.console");

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
    void onlyTheServersHalfOfTheFrameKnowsJetty() {
        noClasses()
                .that()
                .haveNameNotMatching(
                        ".*\\.console\\.http\\.(ConsoleServer|FrontHandler|TlsIdentity|TlsRenewal)(\\$.*)?")
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
}
