package dev.parley.browser;

import dev.parley.web.words.Language;
import dev.parley.web.words.Words;
import io.quarkiverse.web.bundler.runtime.Bundle;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.jboss.resteasy.reactive.RestResponse;

/**
 * A page with nothing but the renderer of Markdown and what its tests work with, bundled like the real page and under
 * the same content security policy.
 */
@Path("/markdown-workbench")
public class MarkdownWorkbench {
    private static final String POLICY =
            "default-src 'none'; script-src 'nonce-bench' 'strict-dynamic'; style-src 'self' 'nonce-bench';"
                    + " connect-src 'self'; font-src 'self'; img-src 'self' data: blob:; base-uri 'none'; form-action 'self';"
                    + " require-trusted-types-for 'script'; trusted-types parley";

    private final Bundle bundle;
    private final Words words;

    MarkdownWorkbench(Bundle bundle, Words words) {
        this.bundle = bundle;
        this.words = words;
    }

    @GET
    @Produces(MediaType.TEXT_HTML)
    public RestResponse<String> page() {
        String html = """
                <!doctype html><html lang="en"><title>Workbench</title><link rel="icon" href="data:,">
                <link rel="stylesheet" nonce="bench" href="%s"><body data-math-sheet="%s">
                <script id="words" type="application/json">%s</script>
                <script type="module" nonce="bench" src="%s"></script>
                """.formatted(
                        bundle.style("workbench"),
                        bundle.style("math"),
                        words.json(Language.ENGLISH),
                        bundle.script("workbench"));
        return RestResponse.ResponseBuilder.ok(html)
                .header("Content-Security-Policy", POLICY)
                .build();
    }
}
