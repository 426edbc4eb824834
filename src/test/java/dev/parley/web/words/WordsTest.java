package dev.parley.web.words;

import static java.util.stream.Collectors.toMap;
import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.quarkus.qute.i18n.Message;
import io.quarkus.qute.i18n.MessageBundle;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Each message is there in each language, with its places, and is used. */
@QuarkusTest
class WordsTest {

    private static final Path MAIN = Path.of("src/main");
    private static final Pattern PLACE = Pattern.compile("\\{(\\w+)}");
    /** A key in TypeScript, whole or with a part that is filled in. */
    private static final Pattern KEY = Pattern.compile("[\"'`]([a-z]+\\.[A-Za-z$][A-Za-z{}$.]*)[\"'`]");

    private static final Pattern FILLED_IN = Pattern.compile("\\$\\{[^}]*}");

    @Inject
    Words words;

    @ParameterizedTest
    @EnumSource
    void thePageGetsAllMessagesOfItsLanguage(Language language) throws IOException {
        assertThat(told(language)).containsOnlyKeys(told(Language.ENGLISH).keySet());
        assertThat(told(language).get("page.tryAgain")).isNotBlank();
    }

    private Map<String, String> told(Language language) throws IOException {
        return new JsonMapper().readValue(words.json(language), new TypeReference<>() {});
    }

    @Test
    void messagesKeepTheirPlaces() throws IOException {
        assertThat(told(Language.ENGLISH)).containsEntry("composer.writeTo", "Write to {name}");
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "ENGLISH")
    void eachMessageIsTranslatedWithItsPlaces(Language language) {
        bundles().forEach(bundle -> {
            var translated = translations(bundle, language);
            var english = english(bundle);
            assertThat(translated.keySet())
                    .as("messages of %s in %s", bundle.getSimpleName(), language.title())
                    .isEqualTo(english.keySet());
            english.forEach((key, text) -> assertThat(placesOf(translated.get(key)))
                    .as("places of %s in %s", key, language.title())
                    .isEqualTo(placesOf(text)));
            assertThat(translated.values()).noneMatch(String::isBlank).noneMatch(text -> !text.equals(text.strip()));
        });
    }

    @Test
    void thePageUsesNoMessageThatIsMissingAndHasNoneThatIsUnused() {
        var known = bundles()
                .flatMap(bundle -> english(bundle).keySet().stream().map(key -> nameOf(bundle) + "." + key))
                .collect(toSet());
        var used = new TreeSet<String>();
        for (String key : keysInScripts()) {
            var pattern = Pattern.compile(asPattern(key) + "(One|Other)?");
            var meant = known.stream()
                    .filter(name -> pattern.matcher(name).matches())
                    .toList();
            assertThat(meant).as("messages for %s", key).isNotEmpty();
            used.addAll(meant);
        }
        known.stream().filter(WordsTest::isUsedByTheServer).forEach(used::add);
        assertThat(used).containsExactlyInAnyOrderElementsOf(known);
    }

    private static String asPattern(String key) {
        return Arrays.stream(FILLED_IN.splitWithDelimiters(key, 0))
                .map(part -> part.startsWith("$") ? "\\w+" : Pattern.quote(part))
                .reduce("", String::concat);
    }

    private static Set<String> keysInScripts() {
        var names = bundles().map(WordsTest::nameOf).collect(toSet());
        return sources(MAIN.resolve("resources/web/app"), ".ts")
                .flatMap(text -> KEY.matcher(text).results().map(found -> found.group(1)))
                .filter(key -> names.contains(key.substring(0, key.indexOf('.'))))
                .collect(toSet());
    }

    /** In a template, or through the interface; the errors' by their codes. */
    private static boolean isUsedByTheServer(String key) {
        String bundle = key.substring(0, key.indexOf('.'));
        String message = key.substring(key.indexOf('.') + 1);
        return bundle.equals("refused")
                || bundle.equals("failure")
                || TEMPLATES.contains("{" + bundle + ":" + message)
                || TEMPLATES.contains("=" + bundle + ":" + message)
                || (bundle.equals("login") && SERVER.contains("." + message + "("));
    }

    private static final String TEMPLATES =
            sources(MAIN.resolve("resources/templates"), ".html").reduce("", String::concat);

    private static final String SERVER =
            sources(MAIN.resolve("java/dev/parley/web"), ".java").reduce("", String::concat);

    private static Stream<String> sources(Path folder, String ending) {
        try (var files = Files.walk(folder)) {
            return files.filter(file -> file.toString().endsWith(ending)).map(WordsTest::read).toList().stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Stream<Class<?>> bundles() {
        return Stream.concat(Words.BUNDLES.stream(), Stream.of(LoginWords.class, OfflineWords.class));
    }

    private static String nameOf(Class<?> bundle) {
        return bundle.getAnnotation(MessageBundle.class).value();
    }

    private static Map<String, String> english(Class<?> bundle) {
        return Arrays.stream(bundle.getMethods())
                .collect(toMap(
                        Method::getName,
                        method -> method.getAnnotation(Message.class).value()));
    }

    private static Map<String, String> translations(Class<?> bundle, Language language) {
        var properties = new Properties();
        var file = MAIN.resolve("resources/messages/" + nameOf(bundle) + "_" + language.tag() + ".properties");
        try (Reader reader = Files.newBufferedReader(file)) {
            properties.load(reader);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return properties.stringPropertyNames().stream().collect(toMap(key -> key, properties::getProperty));
    }

    private static Set<String> placesOf(String text) {
        return PLACE.matcher(text).results().map(MatchResult::group).collect(toSet());
    }
}
