package dev.waybill.control.doctor.check;

import static dev.waybill.control.doctor.DraftExports.s3;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class OutsideNamesTest {
    @Test
    void standBesideThePrefixAndBeginLikeIt() {
        assertThat(OutsideNames.of(s3("logs", "a/b"), List.of(s3("logs", "a/b"))))
                .containsExactly("a/_waybill-doctor-outside.json", "a/b_waybill-doctor-outside.json");
        assertThat(OutsideNames.of(s3("logs", "a"), List.of(s3("logs", "a"))))
                .containsExactly("_waybill-doctor-outside.json", "a_waybill-doctor-outside.json");
    }

    @Test
    void areNeverBelowThePrefixOfAnotherExport() {
        assertThat(OutsideNames.of(s3("logs", "a/b"), List.of(s3("logs", "a/b"), s3("logs", "a"))))
                .containsExactly("_waybill-doctor-outside.json");
    }

    @Test
    void areNoneWhereEverythingMayBeWritten() {
        assertThat(OutsideNames.of(s3("logs", ""), List.of(s3("logs", "")))).isEmpty();
        assertThat(OutsideNames.of(s3("logs", "a"), List.of(s3("logs", "a"), s3("logs", ""))))
                .isEmpty();
    }
}
