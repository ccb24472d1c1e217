package dev.waybill.control.doctor.check;

import dev.waybill.control.doctor.account.Failure;
import java.net.URI;
import java.util.List;
import java.util.Optional;

/** Whether logs reach the store over TLS, and its certificate is trusted here. */
public record TransportSecurity() implements Check {
    @Override
    public List<Diagnosis> examine(Examination examination) {
        Optional<URI> endpoint = examination.account().endpoint();
        if (endpoint.filter(uri -> "http".equalsIgnoreCase(uri.getScheme())).isPresent()) {
            return List.of(Diagnosis.warning(
                    "the store is reached over plain http: " + endpoint.get(),
                    "give the store a certificate and write https, unless nobody can listen on the way"));
        }
        Optional<Failure> failure = examination.knock().reply().failure();
        if (failure.filter(Failure::certificate).isPresent()) {
            return List.of(Diagnosis.failed(
                    "the TLS connection to the store fails: " + failure.get().detail(),
                    "have the certificate issued for the endpoint's name by an authority that Java trusts, or add that"
                            + " authority to the trust store of this machine and of the Connect workers"));
        }
        if (failure.isPresent() && examination.knock().reply().headers().isEmpty()) {
            return List.of(Diagnosis.notChecked(
                    "nobody answers: " + failure.get().detail(), "look again when the store can be reached"));
        }
        return List.of(Diagnosis.passed("the store is reached over TLS, and its certificate is trusted here"));
    }
}
