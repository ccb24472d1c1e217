package dev.waybill.app;

import dev.waybill.config.AppConfig;
import dev.waybill.config.ReceiptsKey;
import dev.waybill.redact.SecretLookup;
import dev.waybill.spec.yaml.Place;
import dev.waybill.spec.yaml.Problem;
import dev.waybill.spec.yaml.SpecException;
import dev.waybill.verify.key.KeyException;
import dev.waybill.verify.key.SigningKey;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The platform's key, as the configuration refers to it. None is ever made here: whoever reads receipts must know it. */
public final class ReceiptSigning {
    private static final Logger LOG = LoggerFactory.getLogger(ReceiptSigning.class);
    private static final String SETTING = "receipts.key";

    private ReceiptSigning() {}

    /**
     * The key that signs receipts; empty where there are to be none.
     *
     * @throws SpecException if it is not said whether there are to be any, or the key cannot be read
     */
    public static Optional<SigningKey> of(AppConfig config, SecretLookup secrets) {
        return switch (config.receiptsKey()) {
            case ReceiptsKey.OFF -> {
                LOG.warn("no receipts, as configured: nobody can prove that a window is complete");
                yield Optional.empty();
            }
            case ReceiptsKey.NONE ->
                throw new SpecException(List.of(problem("is required but missing")
                        .hint("make a key with: waybill keys make, and set it to \"${file:/path/to/the/key.pem}\";"
                                + " or set it to off for no receipts")));
            default -> Optional.of(key(config.receiptsKey(), secrets));
        };
    }

    private static SigningKey key(String reference, SecretLookup secrets) {
        try {
            SigningKey key = SigningKey.parse(secrets.secret(reference));
            LOG.atInfo().addKeyValue("key", key.id()).log("receipts are signed");
            return key;
        } catch (KeyException | IllegalArgumentException e) {
            throw new SpecException(List.of(problem(String.valueOf(e.getMessage()))));
        }
    }

    private static Problem problem(String message) {
        return Problem.at(Place.of("configuration", SETTING), message);
    }
}
