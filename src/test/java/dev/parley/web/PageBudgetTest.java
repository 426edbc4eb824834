package dev.parley.web;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.Deflater;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;

/**
 * What the first view costs: the page's script with all that it imports at once, and its style. Behind it comes what draws
 * answers, which has a budget of its own.
 */
@QuarkusTest
class PageBudgetTest {

    private static final int LARGEST = 56_000;

    /** With what draws Markdown and code. */
    private static final int LARGEST_WITH_TEXTS = 120_000;

    private static final Pattern SCRIPT = Pattern.compile("<script type=\"module\"[^>]* src=\"([^\"]+)\"");
    private static final Pattern STYLE = Pattern.compile("<link rel=\"stylesheet\"[^>]* href=\"([^\"]+)\"");
    /** Not {@code import(…)}, which waits until it is needed. */
    private static final Pattern IMPORT = Pattern.compile("(?:from|import)\\s*\"([^\"]+\\.js)\"");

    private static final Pattern TEXTS = Pattern.compile("import\\(\"([^\"]+/text-elements-\\w+\\.js)\"\\)");

    @TestHTTPResource("/")
    URI page;

    private final HttpClient client = HttpClient.newHttpClient();
    private final Map<URI, Integer> sizes = new LinkedHashMap<>();

    @Test
    void theFirstViewStaysWithinItsBudget() throws Exception {
        String html = text(page);
        load(page.resolve(found(STYLE, html)));
        load(page.resolve(found(SCRIPT, html)));
        int all = sizes.values().stream().mapToInt(Integer::intValue).sum();
        System.out.printf("The first view: %,d bytes of JavaScript and CSS, compressed: %s%n", all, sizes);
        assertThat(all).as("compressed bytes of %s", sizes).isBetween(20_000, LARGEST);

        load(page.resolve(found(TEXTS, text(page.resolve(found(SCRIPT, html))))));
        int withTexts = sizes.values().stream().mapToInt(Integer::intValue).sum();
        System.out.printf("With what draws answers: %,d bytes%n", withTexts);
        assertThat(withTexts).as("compressed bytes of %s", sizes).isBetween(50_000, LARGEST_WITH_TEXTS);
    }

    private static String found(Pattern pattern, String html) {
        Matcher matcher = pattern.matcher(html);
        assertThat(matcher.find()).as("%s in the page", pattern).isTrue();
        return matcher.group(1);
    }

    private void load(URI address) throws Exception {
        if (sizes.containsKey(address)) {
            return;
        }
        String text = text(address);
        sizes.put(address, compressed(text));
        for (var imported : IMPORT.matcher(text).results().toList()) {
            load(address.resolve(imported.group(1)));
        }
    }

    private String text(URI address) throws IOException, InterruptedException {
        var answer = client.send(HttpRequest.newBuilder(address).build(), HttpResponse.BodyHandlers.ofString());
        assertThat(answer.statusCode()).as("%s", address).isEqualTo(200);
        return answer.body();
    }

    private static int compressed(String text) throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(bytes) {
            {
                def.setLevel(Deflater.BEST_COMPRESSION);
            }
        }) {
            gzip.write(text.getBytes(UTF_8));
        }
        return bytes.size();
    }
}
