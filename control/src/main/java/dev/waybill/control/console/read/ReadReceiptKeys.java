package dev.waybill.control.console.read;

import dev.waybill.control.console.http.Answer;
import dev.waybill.control.console.http.ApiProblem;
import dev.waybill.control.console.http.Audience;
import dev.waybill.control.console.http.Call;
import dev.waybill.control.console.http.Contract;
import dev.waybill.control.console.http.Operation;
import dev.waybill.control.console.http.ProblemKind;
import java.util.Optional;
import java.util.function.Supplier;

/** The public keys of receipts, as the platform publishes them. */
final class ReadReceiptKeys implements Operation {
    private static final Contract CONTRACT = Contract.get(
                    "/receipt-keys", "readReceiptKeys", "The public keys of receipts", Audience.EVERY_TOKEN)
            .describe("For ./waybill verify --public-key. JSON, or PEM, as the file is that the console was given.")
            .answersWith("application/octet-stream", "The file.")
            .refuses(ProblemKind.NOT_FOUND);

    private final Supplier<Optional<byte[]>> keys;

    ReadReceiptKeys(Supplier<Optional<byte[]>> keys) {
        this.keys = keys;
    }

    @Override
    public Contract contract() {
        return CONTRACT;
    }

    @Override
    public Answer handle(Call call) {
        byte[] content = keys.get()
                .orElseThrow(() -> ApiProblem.of(
                                ProblemKind.NOT_FOUND,
                                "the console was given no public keys; ask the platform for them")
                        .asException());
        return Answer.download("application/octet-stream", "receipt-keys", content);
    }
}
