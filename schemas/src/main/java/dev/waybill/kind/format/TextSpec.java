package dev.waybill.kind.format;

/** The formats whose files are text, compressed as a whole or not. */
public sealed interface TextSpec extends FormatSpec
        permits JsonLinesSpec,
                JsonLinesTimestampSpec,
                ApacheCommonSpec,
                ApacheCombinedSpec,
                ApacheCloudsmithSpec,
                S3AccessLogSpec,
                CefSpec,
                EcsSpec,
                OcsfSpec,
                CsvSpec,
                JsonArraySpec,
                W3cSpec {}
