package dev.parley.web.words;

import com.fasterxml.jackson.databind.json.JsonMapper;
import io.quarkus.qute.i18n.Localized;
import io.quarkus.qute.i18n.MessageBundle;
import io.quarkus.qute.i18n.MessageBundles;
import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.inject.Singleton;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Parameter;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What the page's script says of its own accord, in each language: the messages of the bundles here by
 * {@code bundle.message}, with their parameters as places in braces. Thread-safe.
 */
@Singleton
@RegisterForReflection(
        targets = {
            PageWords.class,
            SidebarWords.class,
            ComposerWords.class,
            MessageWords.class,
            ModelWords.class,
            ElementWords.class,
            ToolWords.class,
            RefusedWords.class,
            FailureWords.class
        })
public class Words {

    static final List<Class<?>> BUNDLES = List.of(
            PageWords.class,
            SidebarWords.class,
            ComposerWords.class,
            MessageWords.class,
            ModelWords.class,
            ElementWords.class,
            ToolWords.class,
            RefusedWords.class,
            FailureWords.class);

    private final Map<Language, String> written = new ConcurrentHashMap<>();
    private final JsonMapper mapper = new JsonMapper();

    /** A JSON object that may stand in a page's script element as it is. */
    public String json(Language language) {
        return written.computeIfAbsent(language, this::write);
    }

    /** The messages of a bundle in a language. */
    public static <T> T bundle(Class<T> type, Language language) {
        return MessageBundles.get(type, Localized.Literal.of(language.tag()));
    }

    private String write(Language language) {
        // So that no message can end the element that it stands in.
        return mapper.valueToTree(all(language)).toString().replace("<", "\\u003c");
    }

    private static SortedMap<String, String> all(Language language) {
        var words = new TreeMap<String, String>();
        for (var type : BUNDLES) {
            String name = type.getAnnotation(MessageBundle.class).value();
            Object bundle = bundle(type, language);
            for (var message : type.getMethods()) {
                words.put(name + "." + message.getName(), textOf(bundle, message));
            }
        }
        return words;
    }

    private static String textOf(Object bundle, Method message) {
        Object[] places = Arrays.stream(message.getParameters())
                .map(Parameter::getName)
                .map(name -> "{" + name + "}")
                .toArray();
        try {
            return (String) message.invoke(bundle, places);
        } catch (IllegalAccessException | InvocationTargetException e) {
            throw new IllegalStateException("The message " + message + " cannot be had", e);
        }
    }
}
