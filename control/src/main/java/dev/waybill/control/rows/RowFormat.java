package dev.waybill.control.rows;

import dev.waybill.contract.FormatName;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Pattern;

/** How files are built, as far as rows can be told. Its constants have no state. */
enum RowFormat {
    /** A line of column names, then one for each event. */
    CSV("CSV", ofLines(CsvFile::read)),
    /** A JSON object in each line; ECS and OCSF too. */
    JSON_LINES("JSON lines", ofLines(JsonFile::readLines)),
    /** One JSON array. */
    JSON_ARRAY("a JSON array", RowFormat::readArray),
    /** A time before the JSON object in each line. */
    JSON_LINES_TIMESTAMP("JSON lines with a time before each", ofLines(JsonFile::readLinesBehindTimes)),
    /** Two lines that begin with {@code #}, then one for each event. */
    W3C("W3C extended log", ofLines(RowFormat::countBehindHeader)),
    CEF("CEF", ofLines((lines, tally) -> count(lines, tally, Tally.MILLISECONDS))),
    /** A line for each event, and nothing else. */
    PLAIN_LINES("lines", ofLines((lines, tally) -> count(lines, tally, Tally.NO_ID))),
    AVRO("Avro", AvroFile::read),
    PARQUET("Parquet", ParquetFile::read);

    /** Adds the rows of a file. */
    private interface FileReader {
        void read(byte[] stored, Tally tally) throws IOException;
    }

    /** Adds the rows of a file that is read line by line. */
    private interface LineReader {
        void read(Lines lines, Tally tally) throws IOException;
    }

    private static final int W3C_HEADER = 2;
    private static final Pattern COLUMN_NAMES = Pattern.compile("[A-Za-z0-9_.]+(,[A-Za-z0-9_.]+)*");
    private static final Pattern TIME_AND_OBJECT =
            Pattern.compile("[0-9]{4,}-[0-9]{2}-[0-9]{2}T[0-9:.]{8,15}(Z|\\+00:00)[ \\t]\\{.*");
    private static final byte[] PARQUET_MAGIC = "PAR1".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] AVRO_MAGIC = {'O', 'b', 'j', 1};

    private final String words;
    private final FileReader reader;

    RowFormat(String words, FileReader reader) {
        this.words = words;
        this.reader = reader;
    }

    private static FileReader ofLines(LineReader reader) {
        return (stored, tally) -> {
            try (Lines lines = Lines.of(stored)) {
                reader.read(lines, tally);
            }
        };
    }

    /** What it is called in messages. */
    String words() {
        return words;
    }

    /**
     * Adds the rows of a file.
     *
     * @throws IOException if it is not such a file; so is a {@link RuntimeException} of the libraries that read it
     */
    void read(byte[] stored, Tally tally) throws IOException {
        reader.read(stored, tally);
    }

    /** The format of a file: by its name's ending, and where that is missing or common to several by how it begins. */
    static RowFormat of(String name, byte[] stored) throws IOException {
        String file = name.substring(name.lastIndexOf('/') + 1).replaceFirst("\\.(gz|zst)$", "");
        String ending = file.substring(Math.max(0, file.lastIndexOf('.')));
        Optional<RowFormat> byEnding = byEnding(ending);
        return byEnding.isPresent() ? byEnding.get() : ofContent(ending, stored);
    }

    private static Optional<RowFormat> byEnding(String ending) {
        if (ending.equals(FormatName.CSV.extension())) {
            return Optional.of(CSV);
        }
        if (ending.equals(FormatName.JSON_LINES.extension())) {
            return Optional.of(JSON_LINES);
        }
        if (ending.equals(FormatName.JSON_ARRAY.extension())) {
            return Optional.of(JSON_ARRAY);
        }
        if (ending.equals(FormatName.AVRO.extension())) {
            return Optional.of(AVRO);
        }
        return ending.equals(FormatName.PARQUET.extension()) ? Optional.of(PARQUET) : Optional.empty();
    }

    private static RowFormat ofContent(String ending, byte[] stored) throws IOException {
        boolean isLog = ending.equals(FormatName.CEF.extension());
        if (!isLog) {
            if (begins(stored, PARQUET_MAGIC)) {
                return PARQUET;
            }
            if (begins(stored, AVRO_MAGIC)) {
                return AVRO;
            }
        }
        try (Lines lines = Lines.of(stored)) {
            String first = lines.next() ? lines.text() : "";
            if (!isLog) {
                if (first.startsWith("{")) {
                    return JSON_LINES;
                }
                if (first.startsWith("[{") || first.equals("[]")) {
                    return JSON_ARRAY;
                }
                if (COLUMN_NAMES.matcher(first).matches()) {
                    return CSV;
                }
            }
            if (first.equals("#Version: 1.0") && lines.next() && lines.text().startsWith("#Fields: ")) {
                return W3C;
            }
            if (TIME_AND_OBJECT.matcher(first).matches()) {
                return JSON_LINES_TIMESTAMP;
            }
            return first.startsWith("CEF:0|") ? CEF : PLAIN_LINES;
        }
    }

    private static boolean begins(byte[] stored, byte[] magic) {
        return Arrays.equals(stored, 0, Math.min(stored.length, magic.length), magic, 0, magic.length);
    }

    private static void readArray(byte[] stored, Tally tally) throws IOException {
        try (InputStream in = Unpacked.open(stored)) {
            JsonFile.readArray(in, tally);
        }
    }

    private static void countBehindHeader(Lines lines, Tally tally) throws IOException {
        for (int i = 0; i < W3C_HEADER; i++) {
            if (!lines.next()) {
                throw new IOException("no header");
            }
        }
        count(lines, tally, Tally.NO_ID);
    }

    private static void count(Lines lines, Tally tally, String reason) throws IOException {
        while (lines.next()) {
            tally.add(reason);
        }
    }
}
