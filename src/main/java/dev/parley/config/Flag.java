package dev.parley.config;

import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.Locale;
import org.eclipse.microprofile.config.spi.Converter;

/** Yes or no. */
@RegisterForReflection
public final class Flag implements Converter<Boolean> {

    private static final long serialVersionUID = 1L;

    @Override
    public Boolean convert(String value) {
        return switch (value.strip().toLowerCase(Locale.ROOT)) {
            case "true" -> true;
            case "false" -> false;
            default -> throw Wrong.value("true or false", value);
        };
    }
}
