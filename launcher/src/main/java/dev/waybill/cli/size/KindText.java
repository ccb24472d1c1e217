package dev.waybill.cli.size;

import dev.waybill.contract.YamlName;
import dev.waybill.spec.yaml.DidYouMean;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads a constant as specs name it, and says which there are. */
abstract class KindText<E extends Enum<E>> implements ITypeConverter<E>, Iterable<String> {
    private final Class<E> kinds;

    KindText(Class<E> kinds) {
        this.kinds = kinds;
    }

    @Override
    public E convert(String text) {
        return Arrays.stream(kinds.getEnumConstants())
                .filter(kind -> YamlName.of(kind).equals(text))
                .findFirst()
                .orElseThrow(() ->
                        new TypeConversionException("there is no \"" + text + "\"; " + DidYouMean.hint(text, names())));
    }

    private List<String> names() {
        return Arrays.stream(kinds.getEnumConstants()).map(YamlName::of).toList();
    }

    @Override
    public Iterator<String> iterator() {
        return names().iterator();
    }
}
