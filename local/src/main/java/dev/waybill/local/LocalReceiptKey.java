package dev.waybill.local;

import dev.waybill.cloud.LocalException;
import dev.waybill.files.OwnerOnly;
import dev.waybill.files.WholeFile;
import dev.waybill.verify.key.KeyException;
import dev.waybill.verify.key.SigningKey;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The key that signs the receipts of all runs in one data folder. The first run makes it; only a run on this machine may,
 * since a platform's key must outlive its machines.
 *
 * @param privateFile in PEM, for its owner only
 * @param publicFile in PEM, for whoever checks receipts
 */
record LocalReceiptKey(SigningKey key, Path privateFile, Path publicFile) {
    /**
     * Reads the key in a folder; makes both if there are none.
     *
     * @throws LocalException if it cannot be read or written, or is no key
     */
    static LocalReceiptKey open(Path folder) {
        Path privateFile = folder.resolve("signing.pem");
        Path publicFile = folder.resolve("signing.pub.pem");
        try {
            OwnerOnly.createFolders(folder);
            if (!Files.exists(privateFile)) {
                WholeFile.replacePrivate(privateFile, SigningKey.generate().privatePem());
            }
            SigningKey key = SigningKey.parse(Files.readString(privateFile));
            WholeFile.replace(publicFile, key.verifyingKey().pem().getBytes(StandardCharsets.US_ASCII));
            return new LocalReceiptKey(key, privateFile, publicFile);
        } catch (KeyException e) {
            throw new LocalException(privateFile + " " + e.getMessage(), e);
        } catch (IOException e) {
            throw new LocalException("cannot keep the key of receipts in " + folder + ": " + e.getMessage(), e);
        }
    }
}
