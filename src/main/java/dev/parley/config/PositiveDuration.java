package dev.parley.config;

import io.quarkus.runtime.annotations.RegisterForReflection;
import io.quarkus.runtime.configuration.DurationConverter;
import java.time.DateTimeException;
import java.time.Duration;
import org.eclipse.microprofile.config.spi.Converter;

/** A time that passes. */
@RegisterForReflection
public final class PositiveDuration implements Converter<Duration> {

    private static final long serialVersionUID = 1L;

    @Override
    public Duration convert(String value) {
        try {
            var duration = DurationConverter.parseDuration(value.strip());
            if (duration != null && duration.isPositive()) {
                return duration;
            }
        } catch (IllegalArgumentException | DateTimeException e) {
            // Said below.
        }
        throw Wrong.value("a time above 0, such as 10s or 5m", value);
    }
}
