package dev.waybill.control.apply;

import dev.waybill.render.FileChange;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.stream.Stream;

/**
 * What a tenant has to do about its documents, in sentences.
 *
 * @param writing so that the logs can be delivered
 * @param reading what it may use for those who read the logs
 * @param afterwards what may go when everything from before is delivered
 */
record LetterSteps(List<String> writing, List<String> reading, List<String> afterwards) {
    private static final String PERMISSIONS = "-permissions.json";
    private static final String LIFECYCLE = "-lifecycle.json";
    private static final String OIDC_TRUST = "-trust-oidc.json";
    private static final String TRUST = "-trust.json";
    private static final String READER_TRUST = "-reader-trust.json";
    private static final String ACCESS_POINT = "-reader-access-point.json";
    private static final String EASY = "reader-easy.json";
    private static final String STRICT = "reader-strict.json";
    private static final String PURGE = "reader-purge.json";

    LetterSteps {
        writing = List.copyOf(writing);
        reading = List.copyOf(reading);
        afterwards = List.copyOf(afterwards);
    }

    /** Those that follow from changes of documents, by name. */
    static LetterSteps of(SortedMap<String, FileChange> documents) {
        List<String> writing = new ArrayList<>();
        List<String> reading = new ArrayList<>();
        List<String> afterwards = new ArrayList<>();
        documents.forEach((file, change) -> {
            if (change.after().isEmpty()) {
                afterwards.add("Take away what " + file + " sets.");
            } else if (isForReaders(file)) {
                reading(file, documents, reading);
            } else {
                writing.add(writing(file, change));
            }
        });
        return new LetterSteps(writing, reading, afterwards);
    }

    /** All of them, in the order in which they are done. */
    List<String> all() {
        return Stream.of(
                        writing.stream(),
                        reading.stream(),
                        afterwards.stream().map(step -> "When everything from before is delivered: " + step))
                .flatMap(steps -> steps)
                .toList();
    }

    boolean isEmpty() {
        return writing.isEmpty() && reading.isEmpty() && afterwards.isEmpty();
    }

    private static boolean isForReaders(String file) {
        return file.equals(EASY)
                || file.equals(STRICT)
                || file.equals(PURGE)
                || file.endsWith(ACCESS_POINT)
                || file.endsWith(READER_TRUST);
    }

    /** The two that somebody has to choose from are one step. */
    private static void reading(String file, SortedMap<String, FileChange> documents, List<String> steps) {
        if (file.equals(EASY)) {
            steps.add("Give who reads the logs one of these policies: " + STRICT
                    + " (below the prefixes only, over TLS only) or " + EASY + " (the whole buckets).");
        } else if (file.equals(STRICT)) {
            if (!documents.containsKey(EASY) || documents.get(EASY).after().isEmpty()) {
                steps.add("Give who reads the logs the policy in " + STRICT + ".");
            }
        } else if (file.equals(PURGE)) {
            steps.add("Give who deletes old logs the policy in " + PURGE + " as well.");
        } else if (file.endsWith(ACCESS_POINT)) {
            steps.add("Give the role that reads the logs, through the access point " + subject(file, ACCESS_POINT)
                    + ", the permissions in " + file + ".");
        } else {
            steps.add("Give the role " + subject(file, READER_TRUST) + ", which reads the logs, the trust policy in "
                    + file + ".");
        }
    }

    private static String writing(String file, FileChange change) {
        if (file.endsWith(PERMISSIONS)) {
            String permissions = "Give the role " + subject(file, PERMISSIONS) + " the permissions in " + file;
            return change.before().isEmpty()
                    ? permissions + "."
                    : permissions
                            + ", beside those that it has; those may go once everything from before is delivered.";
        }
        if (file.endsWith(LIFECYCLE)) {
            return "Add the rule in " + file + " to the lifecycle rules of the bucket " + subject(file, LIFECYCLE)
                    + ".";
        }
        String role = subject(file, file.endsWith(OIDC_TRUST) ? OIDC_TRUST : TRUST);
        return "Give the role " + role + " the trust policy in " + file + ".";
    }

    private static String subject(String file, String ending) {
        return file.substring(0, file.length() - ending.length());
    }
}
