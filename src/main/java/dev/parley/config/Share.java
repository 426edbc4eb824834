package dev.parley.config;

import io.quarkus.runtime.annotations.RegisterForReflection;
import org.eclipse.microprofile.config.spi.Converter;

/** A part of a whole. */
@RegisterForReflection
public final class Share implements Converter<Double> {

    private static final long serialVersionUID = 1L;

    @Override
    public Double convert(String value) {
        try {
            double number = Double.parseDouble(value.strip());
            if (number >= 0 && number <= 1) {
                return number;
            }
        } catch (NumberFormatException e) {
            // Said below.
        }
        throw Wrong.value("a number from 0 to 1", value);
    }
}
