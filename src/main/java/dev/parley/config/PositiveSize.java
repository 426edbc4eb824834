package dev.parley.config;

import io.quarkus.runtime.annotations.RegisterForReflection;
import io.quarkus.runtime.configuration.MemorySize;
import io.quarkus.runtime.configuration.MemorySizeConverter;
import org.eclipse.microprofile.config.spi.Converter;

/** So many bytes. */
@RegisterForReflection
public final class PositiveSize implements Converter<MemorySize> {

    private static final long serialVersionUID = 1L;

    @Override
    public MemorySize convert(String value) {
        try {
            var size = new MemorySizeConverter().convert(value.strip());
            if (size != null && size.asLongValue() > 0) {
                return size;
            }
        } catch (IllegalArgumentException e) {
            // Said below.
        }
        throw Wrong.value("a size above 0, such as 10M or 1G", value);
    }
}
