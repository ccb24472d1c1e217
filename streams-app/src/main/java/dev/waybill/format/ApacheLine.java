package dev.waybill.format;

/** The common log format of web servers, which several formats begin with. */
final class ApacheLine {
    /** Fields that events must have. */
    static final String[] FIELDS = {
        "ip_address", "user.identifier", "method", "uri", "protocol", "status", "bytes", "referer", "user_agent.raw"
    };

    private ApacheLine() {}

    static LogLine common(EventFields fields) {
        return new LogLine()
                .field(fields.value("ip_address"), ApacheEscape.BARE)
                .text(" - ")
                .field(fields.value("user.identifier"), ApacheEscape.BARE)
                .text(" [")
                .field(fields.time(TimeStyle.APACHE), ApacheEscape.BARE)
                .text("] \"")
                .field(fields.request(), ApacheEscape.QUOTED)
                .text("\" ")
                .field(fields.value("status"), ApacheEscape.BARE)
                .text(" ")
                .field(fields.value("bytes"), ApacheEscape.BARE);
    }

    static LogLine combined(EventFields fields) {
        return common(fields)
                .text(" \"")
                .field(fields.value("referer"), ApacheEscape.QUOTED)
                .text("\" \"")
                .field(fields.value("user_agent.raw"), ApacheEscape.QUOTED)
                .text("\"");
    }
}
