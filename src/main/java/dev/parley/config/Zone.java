package dev.parley.config;

import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.DateTimeException;
import java.time.ZoneId;
import org.eclipse.microprofile.config.spi.Converter;

/** A time zone. */
@RegisterForReflection
public final class Zone implements Converter<ZoneId> {

    private static final long serialVersionUID = 1L;

    @Override
    public ZoneId convert(String value) {
        try {
            return ZoneId.of(value.strip());
        } catch (DateTimeException e) {
            throw Wrong.value("a time zone such as UTC or Europe/Berlin", value);
        }
    }
}
