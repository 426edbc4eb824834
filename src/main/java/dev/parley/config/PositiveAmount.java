package dev.parley.config;

import io.quarkus.runtime.annotations.RegisterForReflection;
import org.eclipse.microprofile.config.spi.Converter;

/** A number above 0. */
@RegisterForReflection
public final class PositiveAmount implements Converter<Double> {

    private static final long serialVersionUID = 1L;

    @Override
    public Double convert(String value) {
        try {
            double number = Double.parseDouble(value.strip());
            if (number >= Double.MIN_VALUE && number < Double.POSITIVE_INFINITY) {
                return number;
            }
        } catch (NumberFormatException e) {
            // Said below.
        }
        throw Wrong.value("a number above 0", value);
    }
}
