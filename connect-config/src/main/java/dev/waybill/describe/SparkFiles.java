package dev.waybill.describe;

/**
 * The files of an export as Spark finds them.
 *
 * @param path a literal
 * @param pattern of file names
 * @param partitioned whether folders are columns
 */
record SparkFiles(String path, String pattern, boolean partitioned) {
    String reader() {
        return "spark.read" + options();
    }

    /** A reader with a schema. */
    String reader(String fields) {
        return "spark.read.schema(\"\"\"\n    " + fields + "\"\"\")" + options();
    }

    private String options() {
        return ".option(\"pathGlobFilter\", \"" + pattern + "\")"
                + (partitioned ? "" : ".option(\"recursiveFileLookup\", \"true\")");
    }
}
