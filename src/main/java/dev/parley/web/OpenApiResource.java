package dev.parley.web;

import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

/**
 * What the API offers, as tools read it. The document is written by hand, held to the resources by a test, and read when it is
 * asked for: nothing of it is needed at the start.
 */
@Path("/api")
public class OpenApiResource {

    private static final String YAML = "application/yaml";

    @GET
    @Path("openapi")
    @Produces(YAML)
    public String yaml() throws IOException {
        try (var document = document()) {
            return new String(document.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @GET
    @Path("openapi.json")
    @Produces(MediaType.APPLICATION_JSON)
    public String json() throws IOException {
        try (var document = document()) {
            return new YAMLMapper().readTree(document).toString();
        }
    }

    private static InputStream document() {
        return Objects.requireNonNull(OpenApiResource.class.getResourceAsStream("openapi.yaml"));
    }
}
