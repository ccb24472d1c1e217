package dev.waybill.control.console.http;

import java.util.ArrayList;
import java.util.List;

/** The API's own description. */
final class OpenApiOperation implements Operation {
    private static final Contract CONTRACT = Contract.get("/openapi.json", "openApi", "This document", Audience.PUBLIC)
            .answers(Schema.mapOf(Schema.anything()));

    private final Answer document;

    /** @param others all other operations */
    OpenApiOperation(List<? extends Operation> others) {
        List<Contract> contracts = new ArrayList<>();
        contracts.add(CONTRACT);
        others.forEach(other -> contracts.add(other.contract()));
        this.document = Answer.json(OpenApi.of(contracts));
    }

    @Override
    public Contract contract() {
        return CONTRACT;
    }

    @Override
    public Answer handle(Call call) {
        return document;
    }
}
