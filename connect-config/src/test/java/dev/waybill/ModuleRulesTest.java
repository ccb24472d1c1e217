package dev.waybill;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

class ModuleRulesTest {
    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages(
                    "dev.waybill.connector",
                    "dev.waybill.render",
                    "dev.waybill.describe",
                    "dev.waybill.iam",
                    "dev.waybill.json",
                    "dev.waybill.kubernetes",
                    "dev.waybill.topics");

    @Test
    void roomsThatRenderKnowNeitherKafkaNorFiles() {
        noClasses()
                .that()
                .resideInAnyPackage("dev.waybill.connector", "dev.waybill.iam", "dev.waybill.json")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.apache.kafka..", "java.nio.file..", "java.net.http..", "dev.waybill.render")
                .check(CLASSES);
    }

    @Test
    void definitionsForReadersKnowNeitherKafkaNorInputAndOutput() {
        noClasses()
                .that()
                .resideInAPackage("dev.waybill.describe")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.apache.kafka..", "java.net.http..", "java.io..", "dev.waybill.render")
                .orShould()
                .dependOnClassesThat()
                .haveFullyQualifiedName("java.nio.file.Files")
                .check(CLASSES);
    }

    @Test
    void documentsKnowNothingOfConnectorsAndTopics() {
        noClasses()
                .that()
                .resideInAPackage("dev.waybill.iam")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("dev.waybill.connector", "dev.waybill.topics")
                .check(CLASSES);
    }

    @Test
    void onlyOneRoomTalksToTheCluster() {
        classes()
                .that()
                .resideOutsideOfPackage("dev.waybill.topics")
                .should()
                .onlyDependOnClassesThat()
                .resideOutsideOfPackage("org.apache.kafka..")
                .check(CLASSES);
    }
}
