package dev.waybill.topology;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;

/** Texts for the fields of an event: mostly what is usual there, now and then what nobody expects. */
final class HostileTexts {
    private static final List<String> ADDRESSES = List.of(
            "203.0.113.9",
            "2001:db8::9",
            "::ffff:203.0.113.9",
            "203.0.113.9:55220",
            "unix:",
            "999.1.1.1",
            "1.2.3",
            "[2001:db8::9]:443",
            "fe80::1%eth0",
            "0x7f.1",
            "crawl.example.test");
    private static final List<String> URIS = List.of(
            "/a/b/c.tgz?x=1&y=2",
            "https://user:pass@example.test:8443/a%20b/%2e%2e/c?q=%25%32%35#f",
            "/%",
            "/%zz",
            "/%25%25%25%25%25%25%25%25%25%25252525252541",
            "http://[::1/",
            "//",
            "?",
            "http://xn--/",
            "http://xn--mnchen-3ya.example/",
            "GET / HTTP/1.1");
    private static final List<String> ODD = List.of(
            "",
            " ",
            "\0",
            "\r\n",
            "\u2028",
            "\uFEFFx",
            "=cmd|'/c calc'!A0",
            "\"\"\"",
            "\\",
            "{",
            "{\"a\":[1,2,{\"b\":null}]}",
            "[[[[[[[[[[",
            "null",
            "1e999",
            "-0",
            "../../../etc/passwd",
            "${env:HOME}",
            "%s%n%x",
            "e\u0301\u0301\u0301\u0301",
            "\uFF21\uFF22",
            "\u0130",
            "\uD83D\uDE00",
            "\u202Eevil",
            "CEF:0|a|b|c|d|e|9|x=y");

    private final Random random;

    HostileTexts(Random random) {
        this.random = random;
    }

    /** UTF-8, or what claims to be, for the field with this name. */
    byte[] of(String field) {
        int kind = random.nextInt(20);
        if (kind == 0) {
            return bytes(random.nextInt(40));
        }
        if (kind == 1) {
            return any(ODD).repeat(1 + random.nextInt(30)).getBytes(StandardCharsets.UTF_8);
        }
        if (kind == 2) {
            return any(random.nextBoolean() ? ADDRESSES : URIS).getBytes(StandardCharsets.UTF_8);
        }
        return usual(field).getBytes(StandardCharsets.UTF_8);
    }

    private String usual(String field) {
        return switch (field) {
            case "ip_address" -> any(ADDRESSES);
            case "forwarded_for" -> any(ADDRESSES) + ", " + any(ADDRESSES);
            case "uri", "referer", "url" -> any(URIS);
            case "host", "host_header" -> "packages.example.test";
            case "method" -> "GET";
            case "protocol" -> "HTTP/1.1";
            case "detail" -> "{\"user\":\"alice\",\"n\":12345.0}";
            case "identifier", "username", "name" -> "alice-" + random.nextInt(10);
            default -> Integer.toString(random.nextInt(100_000), 36);
        };
    }

    /** Random bytes. */
    byte[] bytes(int length) {
        byte[] bytes = new byte[length];
        random.nextBytes(bytes);
        return bytes;
    }

    String any(List<String> choices) {
        return choices.get(random.nextInt(choices.size()));
    }
}
