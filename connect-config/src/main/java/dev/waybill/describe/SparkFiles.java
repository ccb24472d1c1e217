package dev.waybill.describe;

/**
 * The files of an export as Spark finds them.
 *
 * @param base where folders begin that are columns
 * @param files a pattern of folders or files below it
 * @param pattern of file names
 * @param partitioned whether folders are columns
 */
record SparkFiles(String base, String files, String pattern, boolean partitioned) {
    String reader() {
        return "spark.read" + options();
    }

    /** A reader with a schema. */
    String reader(String fields) {
        return "spark.read.schema(\"\"\"\n    " + fields + "\"\"\")" + options();
    }

    /** What to read, a literal. */
    String path() {
        return "\"" + files + "\"";
    }

    private String options() {
        return ".option(\"pathGlobFilter\", \"" + pattern + "\")"
                + (partitioned
                        ? ".option(\"basePath\", \"" + base + "\")"
                        : ".option(\"recursiveFileLookup\", \"true\")");
    }
}
