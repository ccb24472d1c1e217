package dev.waybill.verify.check;

import java.io.IOException;

/** Takes what is found, as it is found. Called by one thread. */
@FunctionalInterface
public interface Findings {
    void add(Finding finding) throws IOException;
}
