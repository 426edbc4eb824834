package dev.parley.model.simulator;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What can be asked of the simulator: a message that begins with a slash and one of these words.
 *
 * <table>
 * <caption>The scenarios</caption>
 * <tr><th>message</th><th>what happens</th></tr>
 * <tr><td>{@code /markdown}</td><td>every Markdown element</td></tr>
 * <tr><td>{@code /code}</td><td>code in several languages</td></tr>
 * <tr><td>{@code /thinking}</td><td>thinking with a signature, redacted thinking, then text</td></tr>
 * <tr><td>{@code /citations}</td><td>text with citations of two kinds</td></tr>
 * <tr><td>{@code /tool}</td><td>a tool call; its result, sent back, is answered</td></tr>
 * <tr><td>{@code /echo text}</td><td>the text, word by word</td></tr>
 * <tr><td>{@code /long N}</td><td>N words at the usual pace (1,000 without N)</td></tr>
 * <tr><td>{@code /burst N}</td><td>N chunks as fast as they are read (5,000 without N)</td></tr>
 * <tr><td>{@code /slow}</td><td>3 s until the headers, then an answer</td></tr>
 * <tr><td>{@code /bytes}</td><td>every byte in a packet of its own, with letters of many bytes and emoji</td></tr>
 * <tr><td>{@code /gzip}</td><td>a compressed stream</td></tr>
 * <tr><td>{@code /bom}</td><td>a byte order mark, comments, CRLF, trailing spaces</td></tr>
 * <tr><td>{@code /unknown}</td><td>events, blocks, deltas, fields and a stop reason that do not exist</td></tr>
 * <tr><td>{@code /surrogate}</td><td>an emoji cut between two deltas, and a lone half of one</td></tr>
 * <tr><td>{@code /hostile}</td><td>scripts, HTML, links and pictures that must do nothing</td></tr>
 * <tr><td>{@code /max_tokens}</td><td>an answer cut in mid-sentence; {@code /max_tokens tool}: inside a tool call</td></tr>
 * <tr><td>{@code /refusal}</td><td>some text, then a refusal; {@code /refusal early}: no block at all</td></tr>
 * <tr><td>{@code /429}, {@code /500}, {@code /529}</td><td>that error, always; {@code /429 once} or {@code twice}: so many
 * times, then an answer; {@code /429 3}: with retry-after of 3 s; {@code /429 3 once}: both</td></tr>
 * <tr><td>{@code /error}</td><td>an error event in mid-stream; {@code /error early}: before any text, the first time</td></tr>
 * <tr><td>{@code /drop}</td><td>the connection breaks in mid-stream; {@code /drop early}: before any text, the first time</td></tr>
 * <tr><td>{@code /end}</td><td>the stream ends in mid-answer without message_stop</td></tr>
 * <tr><td>{@code /stall}</td><td>some text, then nothing but pings</td></tr>
 * <tr><td>{@code /huge}</td><td>one event of 10 MB; {@code /huge N}: of N bytes</td></tr>
 * </table>
 *
 * <p>A message without a keyword that quotes the answer which {@code /error}, {@code /drop} and
 * {@code /end} break off gets the rest of it.
 */
enum Scenario {
    MARKDOWN("every Markdown element"),
    CODE("code in several languages"),
    THINKING("thinking before the answer"),
    CITATIONS("text with sources"),
    TOOL("a tool call in two rounds"),
    ECHO("`/echo hello`: your own words"),
    LONG("`/long 5000`: that many words"),
    BURST("`/burst 5000`: that many chunks at full speed"),
    SLOW("three seconds until it begins"),
    BYTES("one byte at a time"),
    GZIP("a compressed stream"),
    BOM("an oddly framed stream"),
    UNKNOWN("things no client has seen yet"),
    SURROGATE("an emoji cut in half"),
    HOSTILE("attacks that must do nothing"),
    MAX_TOKENS("an answer that is cut off; or `/max_tokens tool`"),
    REFUSAL("a refusal; or `/refusal early`"),
    S429("rate limited; `/429 3` with a wait, `/429 once` then an answer"),
    S500("a server error; `/500 twice` then an answer"),
    S529("overloaded; `/529 once` then an answer"),
    ERROR("an error in mid-stream; or `/error early`"),
    DROP("a broken connection; or `/drop early`"),
    END("an end that comes too soon"),
    STALL("silence in mid-stream"),
    HUGE("a single event of 10 MB");

    private final String summary;

    Scenario(String summary) {
        this.summary = summary;
    }

    String keyword() {
        String name = name().toLowerCase(Locale.ROOT);
        return name.matches("s\\d+") ? name.substring(1) : name;
    }

    /** What a message asks for, if anything: its first word behind a slash. */
    static Optional<Scenario> of(String message) {
        String first = message.strip().split("\\s", 2)[0];
        return Arrays.stream(values())
                .filter(scenario -> first.equalsIgnoreCase("/" + scenario.keyword()))
                .findFirst();
    }

    /** What follows the keyword. */
    static String argument(String message) {
        String[] parts = message.strip().split("\\s+", 2);
        return parts.length < 2 ? "" : parts[1];
    }

    /** The scenarios as a Markdown table. */
    static String table() {
        return Arrays.stream(values())
                .map(scenario -> "| `/" + scenario.keyword() + "` | " + scenario.summary + " |")
                .collect(Collectors.joining("\n", "| Send | and see |\n|---|---|\n", "\n"));
    }
}
