package dev.parley.web;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.conversation.ConversationId;
import dev.parley.conversation.ConversationSummary;
import dev.parley.conversation.SearchHit;
import java.time.Instant;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PageCursorTest {

    private static final ConversationId ID = new ConversationId("conversation-1");
    private static final Instant TIME = Instant.ofEpochMilli(1_795_000_000_123L);

    @Test
    void aPlaceComesBackAsItWas() {
        var listed = new ConversationSummary.Place(true, TIME, ID);
        assertThat(PageCursor.list(PageCursor.of(listed))).isEqualTo(listed);
        var found = new SearchHit.Place(TIME, ID, 7);
        assertThat(PageCursor.search(PageCursor.of(found))).isEqualTo(found);
        assertThat(PageCursor.list(null)).isNull();
        assertThat(PageCursor.search(null)).isNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "l:0:1:0",
                "s:0:1:0:conversation-1",
                "l:0:x:0:conversation-1",
                "l:0:1:0:../..",
                "l:0:31556889864403199:0:conversation-1",
                "l:0:-31557014167219200:0:conversation-1",
                "l:0:9223372036854775807:9223372036854775807:conversation-1",
            })
    void whatNoAnswerHadIsRefused(String plain) {
        String cursor = Base64.getUrlEncoder().withoutPadding().encodeToString(plain.getBytes(UTF_8));
        assertThatThrownBy(() -> PageCursor.list(cursor))
                .isInstanceOfSatisfying(
                        WireError.class, error -> assertThat(error.code()).isEqualTo(ErrorCode.MALFORMED));
    }
}
