package dev.parley.config;

import io.quarkus.runtime.annotations.RegisterForReflection;
import io.quarkus.runtime.configuration.DurationConverter;
import java.time.DateTimeException;
import java.time.Duration;
import org.eclipse.microprofile.config.spi.Converter;

/** A time that passes, or none. */
@RegisterForReflection
public final class NonNegativeDuration implements Converter<Duration> {

    private static final long serialVersionUID = 1L;

    @Override
    public Duration convert(String value) {
        try {
            var duration = DurationConverter.parseDuration(value.strip());
            if (duration != null && !duration.isNegative()) {
                return duration;
            }
        } catch (IllegalArgumentException | DateTimeException e) {
            // Said below.
        }
        throw Wrong.value("a time, such as 10s or 5m, or 0s", value);
    }
}
