package dev.waybill.local.sample;

import java.util.List;
import java.util.Locale;

/**
 * Where clients are.
 *
 * @param network first three numbers of its clients' addresses, in a range that is reserved for examples
 * @param edge the delivery network's nearest site
 */
record City(
        String name,
        String continent,
        String country,
        String code,
        String latitude,
        String longitude,
        String network,
        String edge) {
    static final List<City> ALL = List.of(
            new City("Frankfurt am Main", "Europe", "Germany", "DE", "50.1109", "8.6821", "203.0.113", "FRA56-P4"),
            new City(
                    "Ashburn", "North America", "United States", "US", "39.0438", "-77.4874", "198.51.100", "IAD89-C3"),
            new City("Auckland", "Oceania", "New Zealand", "NZ", "-36.8485", "174.7633", "192.0.2", "AKL50-C1"),
            new City("São Paulo", "South America", "Brazil", "BR", "-23.5505", "-46.6333", "203.0.113", "GRU3-P7"),
            new City("Tokyo", "Asia", "Japan", "JP", "35.6762", "139.6503", "198.51.100", "NRT57-P2"));

    /** An address of one of its clients; every tenth is of IPv6. */
    String address(Choice choice) {
        int host = 1 + choice.below(60);
        return choice.inPercent(10)
                ? "2001:db8:" + code.toLowerCase(Locale.ROOT).codePointAt(0) + "::" + Integer.toHexString(host)
                : network + "." + host;
    }
}
