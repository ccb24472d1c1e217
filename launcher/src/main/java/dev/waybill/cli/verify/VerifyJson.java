package dev.waybill.cli.verify;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.waybill.verify.check.ExportTotals;
import dev.waybill.verify.check.Finding;
import dev.waybill.verify.check.RowTotals;
import dev.waybill.verify.check.Summary;
import java.io.IOException;
import java.io.PrintWriter;

/** A check's result as one JSON object, written while it goes on. */
final class VerifyJson implements VerifyReport {
    private final JsonGenerator json;

    VerifyJson(PrintWriter out, String place) throws IOException {
        json = new JsonMapper().createGenerator(out).useDefaultPrettyPrinter();
        json.writeStartObject();
        json.writeStringField("place", place);
        json.writeArrayFieldStart("findings");
    }

    @Override
    public void finding(Finding finding) throws IOException {
        json.writeStartObject();
        json.writeStringField("kind", finding.kind().word());
        json.writeBooleanField("wrong", finding.kind().isWrong());
        if (finding.export().isPresent()) {
            json.writeStringField("export", finding.export().get());
        }
        if (finding.window().isPresent()) {
            json.writeStringField("window", finding.window().get().toString());
        }
        if (finding.object().isPresent()) {
            json.writeStringField("object", finding.object().get());
        }
        json.writeStringField("detail", finding.detail());
        json.writeEndObject();
    }

    @Override
    public void summary(Summary summary) throws IOException {
        json.writeEndArray();
        json.writeArrayFieldStart("exports");
        for (ExportTotals export : summary.exports()) {
            json.writeStartObject();
            json.writeStringField("export", export.export());
            json.writeNumberField("windows", export.windows());
            json.writeStringField("from", export.from().toString());
            json.writeStringField("until", export.until().toString());
            json.writeNumberField("read", export.counts().read());
            json.writeNumberField("delivered", export.counts().delivered());
            json.writeNumberField("filtered", export.counts().filtered());
            json.writeNumberField("duplicate", export.counts().duplicate());
            json.writeNumberField("withheld", export.counts().withheld());
            json.writeNumberField("open", export.counts().open());
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeBooleanField("clean", summary.isClean());
        json.writeNumberField("wrong", summary.wrong());
        json.writeNumberField("notes", summary.notes());
        json.writeNumberField("receipts", summary.receipts());
        json.writeNumberField("objects", summary.objects());
        json.writeNumberField("bytes", summary.bytes());
        json.writeNumberField("bytes-read", summary.bytesRead());
        if (summary.rows().isPresent()) {
            RowTotals rows = summary.rows().get();
            json.writeNumberField("rows", rows.rows());
            json.writeNumberField("sums", rows.sums());
            json.writeNumberField("sums-not-checked", rows.unsummed());
        }
        json.writeEndObject();
        json.writeRaw("\n");
        json.flush();
    }
}
