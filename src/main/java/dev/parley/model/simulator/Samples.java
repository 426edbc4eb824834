package dev.parley.model.simulator;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The words of the scripted answers. */
final class Samples {

    static final String STORY = """
            The lighthouse keeper had one rule for letters: answer the same day, or say why not. In summer that was \
            easy, for the boat came once a week and brought three envelopes at most. In winter it came when it could, \
            with a sack, and she sat for whole evenings under the lamp and wrote until the ink was gone. People asked \
            her what there was to tell from a rock in the sea. She told them about the light, which never said \
            anything twice and was understood all the same; about ships that passed without knowing her name; and \
            about the quiet after a storm, when even the gulls seemed to be thinking about what to say next. The \
            letters grew shorter with the years, and better, until the last of them held a single sentence: the light \
            is on, so you know where I am.""";

    static final String THOUGHT = """
            The question is short, so the answer should be short too. Three things matter: what was asked, what is \
            known, and what would help. This thought was written in advance, like everything else here, but it \
            arrives the way a real one would: first a summary of the thinking, then the answer.""";

    static final String AFTER_THOUGHT = """
            Thinking came first and is folded away above; this is the answer. In a real conversation **the thinking \
            is Claude's own**, and its signature goes back with the next message so that the model can pick up its \
            thread.""";

    static final String SLOW = "That took three seconds before the first word. Thank you for waiting.";

    static final String MANY_BYTES = """
            Byte by byte: naïve café, Ærøskøbing, Привет, こんにちは, 안녕하세요, 𝔘𝔫𝔦𝔠𝔬𝔡𝔢, 👋🏽 and 👩‍🚀 all arrive whole.""";

    static final String COMPRESSED = "This answer came compressed, and was flushed after every event.";

    static final String ODD = "A byte order mark, comments and carriage returns came with this, and none of it shows.";

    static final String BEFORE_TOOL = "Let me look that up. ";

    static final String TOOL_ANSWER = """
            The tool has answered, so here is the second round: **light rain**, clearing on the third day. The \
            forecast is as scripted as the rest of this reply.""";

    static final String CUT = "This answer ends in the middle of a sentence because its token limit was";

    static final String BEFORE_REFUSAL = "This text came before the refusal and should not stay. ";

    static final String MARKDOWN = """
            # Everything Markdown

            A paragraph with **strong**, *emphasised*, ~~struck~~ and `inline code`, and a
            [link](https://example.com "to an example").

            ## Lists

            1. First
            2. Second
               - nested, with **weight**
               - and another
            3. Third

            - [x] a task that is done
            - [ ] one that is not

            ### A table

            | Part | Language | Lines |
            |:-----|:--------:|------:|
            | server | Java | 12,000 |
            | page | TypeScript | 4,500 |

            > A quotation, which may hold a list:
            >
            > - like this one

            ```java
            record Position(String epoch, long offset) {}
            ```

            ---

            #### Small print

            An escaped \\*asterisk\\*, an entity &amp;, a hard line break\\
            and the end. This reply is scripted.
            """;

    static final String CODE = """
            Three languages, one idea. In Java:

            ```java
            try (var message = chat.message("assistant")) {
                message.writeStream(chat.model().stream(chat.history()));
            }
            ```

            In TypeScript:

            ```typescript
            for await (const frame of socket) {
              bubble.append(frame.text);
            }
            ```

            And in a shell:

            ```bash
            curl -N http://localhost:8080/ | head -n 20
            ```

            A fence without a language stays plain:

            ```
            +-------+     +--------+
            | model | --> | bubble |
            +-------+     +--------+
            ```
            """;

    static final String HOSTILE = """
            Nothing below may run, load or pop up.

            <script>alert('script')</script>

            <img src="x" onerror="alert('image')">

            <svg onload="alert('svg')"><a href="javascript:alert(1)">svg</a></svg>

            <iframe src="javascript:alert('frame')"></iframe>

            [a script link](javascript:alert('link')) and [one in disguise](JaVaScRiPt&colon;alert(1)) and \
            [data](data:text/html;base64,PHNjcmlwdD5hbGVydCgxKTwvc2NyaXB0Pg==) and [vb](vbscript:msgbox(1))

            ![a picture that reports you](https://example.com/pixel.png?secret=conversation)

            ![script in the name" onerror="alert(1)](https://example.com/a.png)

            | <b onmouseover=alert(1)>table</b> | `<script>` |
            |---|---|
            | <a href="javascript:alert(1)">cell</a> | [x](javascript:void) |

            ```html
            <script>alert('only code')</script>
            ```

            <style>body { display: none }</style><form action="https://example.com"><input name="password"></form>

            <a id="cookie" name="body" href="https://example.com" target="_top">clobbered</a> \u202Egnihtyna\u202C
            """;

    private static final Pattern SPACE = Pattern.compile("\\s+");
    private static final int LONGEST_QUOTE = 400;

    /** A shorter match with the beginning is chance. */
    private static final int LEAST_STORY = 12;

    /** The story has no two parts of this length that are alike. */
    private static final int CERTAIN_STORY = 40;

    /** Where a quotation is looked for, from the end. */
    private static final int LONGEST_PROMPT = 2_000;

    private Samples() {}

    static String attached(List<String> files) {
        return "This reply is scripted, but your files have arrived:\n\n- " + String.join("\n- ", files);
    }

    static String greeting(String message) {
        return """
                Hello! This is Parley's **simulator**, and its replies are scripted: no model has read your message, \
                which was

                %s

                To talk to Claude, set `ANTHROPIC_API_KEY` and start again. Until then, these show what Parley does:

                %s""".formatted(quoted(message), Scenario.table());
    }

    private static String quoted(String message) {
        String shown = message.length() <= LONGEST_QUOTE ? message : message.substring(0, LONGEST_QUOTE) + " …";
        return shown.lines().map(line -> "> " + line).collect(Collectors.joining("\n"));
    }

    static String recovered(int status) {
        return "The trouble" + (status == 200 ? "" : " (status " + status + ")")
                + " is over, and this try got through. The reply is scripted, like all of the simulator's.";
    }

    static List<String> storyWords() {
        return SPACE.splitAsStream(STORY).map(word -> word + " ").toList();
    }

    /**
     * What follows the part of the story that {@code message} quotes, or the empty string. Of a long part only the end may
     * be quoted.
     */
    static String restOfStory(String message) {
        String quotation = message.substring(Math.max(0, message.length() - LONGEST_PROMPT));
        for (int end = STORY.length(); end >= LEAST_STORY; end--) {
            if (quotation.contains(STORY.substring(Math.max(0, end - CERTAIN_STORY), end))) {
                return STORY.substring(end);
            }
        }
        return "";
    }
}
