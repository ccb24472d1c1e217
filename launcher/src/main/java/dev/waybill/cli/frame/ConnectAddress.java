package dev.waybill.cli.frame;

import java.net.URI;
import java.net.URISyntaxException;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads the address of Kafka Connect as an option has it. */
final class ConnectAddress implements ITypeConverter<URI> {
    @Override
    public URI convert(String text) {
        try {
            return new URI(text);
        } catch (URISyntaxException e) {
            throw new TypeConversionException(
                    "\"" + text + "\" is no address of Connect; write it as in http://connect:8083");
        }
    }
}
