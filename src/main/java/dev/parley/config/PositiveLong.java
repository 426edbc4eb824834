package dev.parley.config;

import io.quarkus.runtime.annotations.RegisterForReflection;
import org.eclipse.microprofile.config.spi.Converter;

/** A whole number from 1 on. */
@RegisterForReflection
public final class PositiveLong implements Converter<Long> {

    private static final long serialVersionUID = 1L;

    @Override
    public Long convert(String value) {
        try {
            long number = Long.parseLong(value.strip());
            if (number >= 1) {
                return number;
            }
        } catch (NumberFormatException e) {
            // Said below.
        }
        throw Wrong.value("a whole number of at least 1", value);
    }
}
