package dev.waybill.local.sample;

import java.util.List;

/**
 * A client and the kind of package it fetches.
 *
 * @param raw its user agent header
 * @param format package format
 * @param extension of the files it fetches
 */
record Agent(String raw, String format, String extension) {
    static final List<Agent> ALL = List.of(
            new Agent("pip/25.2 {\"ci\":true,\"cpu\":\"x86_64\",\"python\":\"3.12.3\"}", "python", "-py3-none-any.whl"),
            new Agent("npm/10.8.2 node/v22.6.0 linux x64 workspaces/false ci/github-actions", "npm", ".tgz"),
            new Agent("Apache-Maven/3.9.9 (Java 17.0.12; Linux 6.8.0-45-generic)", "maven", ".jar"),
            new Agent("docker/27.3.1 go/go1.22.7 git-commit/41ca978 os/linux arch/amd64", "docker", ".tar.gz"),
            new Agent("Debian APT-HTTP/1.3 (2.6.1)", "deb", "_amd64.deb"),
            new Agent("curl/8.5.0", "raw", ".zip"),
            new Agent("Go-http-client/2.0", "go", ".zip"),
            new Agent("Helm/3.16.1", "helm", ".tgz"),
            new Agent("Mozilla/5.0 (X11; Linux x86_64; rv:131.0) Gecko/20100101 Firefox/131.0", "raw", ".zip"));

    boolean isBrowser() {
        return raw.startsWith("Mozilla/");
    }
}
