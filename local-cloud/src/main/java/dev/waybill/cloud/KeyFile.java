package dev.waybill.cloud;

import dev.waybill.files.WholeFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;

/** Access keys by name in a file only its owner may read, in the form of AWS's shared credentials file. */
public final class KeyFile {
    private static final String ID = "aws_access_key_id = ";
    private static final String SECRET = "aws_secret_access_key = ";

    private KeyFile() {}

    /** The keys of these names: those the file has, and new ones, which are written to it. */
    public static Map<String, AccessKey> complete(Path file, Collection<String> names) {
        Map<String, AccessKey> keys = read(file);
        keys.keySet().retainAll(names);
        names.forEach(name -> keys.computeIfAbsent(name, missing -> AccessKey.generate()));
        StringBuilder text = new StringBuilder();
        keys.forEach((name, key) -> text.append('[')
                .append(name)
                .append("]\n")
                .append(ID)
                .append(key.id())
                .append('\n')
                .append(SECRET)
                .append(key.secret())
                .append("\n\n"));
        try {
            WholeFile.replacePrivate(file, text.toString());
        } catch (IOException e) {
            throw new LocalException("cannot write " + file + ": " + e.getMessage(), e);
        }
        return keys;
    }

    /** The keys in the file; none if there is no file. */
    public static Map<String, AccessKey> read(Path file) {
        Map<String, AccessKey> keys = new TreeMap<>();
        if (!Files.exists(file)) {
            return keys;
        }
        String name = "";
        String id = "";
        try {
            for (String line : Files.readAllLines(file)) {
                if (line.startsWith("[")) {
                    name = line.substring(1, line.length() - 1);
                } else if (line.startsWith(ID)) {
                    id = line.substring(ID.length());
                } else if (line.startsWith(SECRET)) {
                    keys.put(name, new AccessKey(id, line.substring(SECRET.length())));
                }
            }
        } catch (IOException | RuntimeException e) {
            throw new LocalException("cannot read the keys in " + file + "; delete it to get new ones", e);
        }
        return keys;
    }
}
