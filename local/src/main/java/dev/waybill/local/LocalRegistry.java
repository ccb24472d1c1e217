package dev.waybill.local;

import dev.waybill.cloud.LocalException;
import dev.waybill.files.WholeFile;
import dev.waybill.registry.InMemorySchemaLookup;
import dev.waybill.registry.SchemaLookup;
import dev.waybill.registry.schema.WriterSchema;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.avro.Schema;

/** A schema registry in a folder: the file {@code 7.avsc} holds the schema with the id 7. Ids are never used again. */
final class LocalRegistry implements SchemaLookup {
    private final Path folder;
    private final InMemorySchemaLookup schemas = new InMemorySchemaLookup();

    private LocalRegistry(Path folder) {
        this.folder = folder;
    }

    /** The registry in this folder, which is made if it is missing. */
    static LocalRegistry open(Path folder) {
        LocalRegistry registry = new LocalRegistry(folder);
        try {
            Files.createDirectories(folder);
            for (int id = 1; Files.exists(registry.file(id)); id++) {
                registry.schemas.register(new Schema.Parser().parse(Files.readString(registry.file(id))));
            }
        } catch (IOException e) {
            throw new LocalException("cannot read the schemas in " + folder + ": " + e.getMessage(), e);
        }
        return registry;
    }

    /** The id of the schema: the one it already has, or the next free one. */
    int register(Schema schema) {
        int id = schemas.register(schema);
        if (!Files.exists(file(id))) {
            try {
                WholeFile.replace(file(id), schema.toString(true).getBytes(StandardCharsets.UTF_8));
            } catch (IOException e) {
                throw new LocalException("cannot write a schema to " + folder + ": " + e.getMessage(), e);
            }
        }
        return id;
    }

    private Path file(int id) {
        return folder.resolve(id + ".avsc");
    }

    @Override
    public WriterSchema writerSchema(int id) {
        return schemas.writerSchema(id);
    }
}
