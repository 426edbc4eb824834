package dev.parley.config;

import io.quarkus.runtime.annotations.RegisterForReflection;
import org.eclipse.microprofile.config.spi.Converter;

/** What something costs. */
@RegisterForReflection
public final class Price implements Converter<Double> {

    private static final long serialVersionUID = 1L;

    @Override
    public Double convert(String value) {
        try {
            double number = Double.parseDouble(value.strip());
            if (number >= 0 && number < Double.POSITIVE_INFINITY) {
                return number;
            }
        } catch (NumberFormatException e) {
            // Said below.
        }
        throw Wrong.value("a number of at least 0", value);
    }
}
