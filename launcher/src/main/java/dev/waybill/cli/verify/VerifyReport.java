package dev.waybill.cli.verify;

import dev.waybill.verify.check.Finding;
import dev.waybill.verify.check.Summary;
import java.io.IOException;

/** Says what a check found, as it finds it: memory does not grow with what is wrong. */
interface VerifyReport {
    void finding(Finding finding) throws IOException;

    void summary(Summary summary) throws IOException;
}
