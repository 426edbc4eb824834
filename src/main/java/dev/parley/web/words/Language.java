package dev.parley.web.words;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The languages of the page. */
public enum Language {
    ENGLISH("en", "English"),
    GERMAN("de", "Deutsch"),
    FRENCH("fr", "Français"),
    SPANISH("es", "Español"),
    JAPANESE("ja", "日本語"),
    CHINESE("zh", "中文");

    private static final List<String> TAGS =
            Arrays.stream(values()).map(Language::tag).toList();

    private final String tag;
    private final String title;

    Language(String tag, String title) {
        this.tag = tag;
        this.title = title;
    }

    /** What it is called in pages and headers, such as "de". */
    public String tag() {
        return tag;
    }

    /** What its own speakers call it. */
    public String title() {
        return title;
    }

    public static Optional<Language> of(@Nullable String tag) {
        return Arrays.stream(values())
                .filter(language -> language.tag.equals(tag))
                .findFirst();
    }

    /** The best of what a browser asks for in {@code Accept-Language}; English where it asks for nothing that is spoken here. */
    public static Language asked(@Nullable String header) {
        if (header == null || header.isBlank()) {
            return ENGLISH;
        }
        try {
            return of(Locale.lookupTag(Locale.LanguageRange.parse(header), TAGS))
                    .orElse(ENGLISH);
        } catch (IllegalArgumentException unreadable) {
            return ENGLISH;
        }
    }
}
