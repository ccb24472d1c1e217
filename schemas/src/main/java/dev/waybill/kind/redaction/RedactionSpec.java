package dev.waybill.kind.redaction;

import dev.waybill.kind.family.KindOptions;

/** One thing that files of an export must not show, and what stands in its place. */
public sealed interface RedactionSpec extends KindOptions
        permits DropFieldSpec, DropGroupSpec, HashSpec, MaskSpec, TruncateIpSpec {}
