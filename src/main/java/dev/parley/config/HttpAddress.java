package dev.parley.config;

import io.quarkus.runtime.annotations.RegisterForReflection;
import java.net.URI;
import org.eclipse.microprofile.config.spi.Converter;

/** Where another server is reached by HTTP. */
@RegisterForReflection
public final class HttpAddress implements Converter<URI> {

    private static final long serialVersionUID = 1L;

    @Override
    public URI convert(String value) {
        try {
            var address = URI.create(value.strip());
            boolean http =
                    "http".equalsIgnoreCase(address.getScheme()) || "https".equalsIgnoreCase(address.getScheme());
            if (http && address.getHost() != null) {
                return address;
            }
        } catch (IllegalArgumentException e) {
            // Said below.
        }
        throw Wrong.value("an http or https address", value);
    }
}
