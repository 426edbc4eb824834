package dev.parley.model.claude;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TextDeltaTest {

    @Test
    void moreTextIsReadInAnyOrderOfTheFields() {
        var expected = new TextDelta(3, false, "Hi \"you\"\n");
        assertThat(TextDelta.read("""
                                {"type":"content_block_delta","index":3,"delta":{"type":"text_delta","text":"Hi \\"you\\"\\n"}}""")).isEqualTo(expected);
        assertThat(TextDelta.read("""
                                { "delta": {"text": "Hi \\"you\\"\\n", "type": "text_delta"}, "index": 3, "type": "content_block_delta"}""")).isEqualTo(expected);
    }

    @Test
    void moreThinkingIsRead() {
        assertThat(TextDelta.read("""
                                {"type":"content_block_delta","index":0,"delta":{"type":"thinking_delta","thinking":"Hm"}}""")).isEqualTo(new TextDelta(0, true, "Hm"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "[]",
                "{",
                "{}",
                "{\"type\":\"ping\"}",
                "{\"type\":\"content_block_delta\",\"index\":-1,\"delta\":{\"type\":\"text_delta\",\"text\":\"x\"}}",
                "{\"type\":\"content_block_delta\",\"index\":0,\"delta\":{\"type\":\"text_delta\"}}",
                "{\"type\":\"content_block_delta\",\"index\":0,\"delta\":{\"type\":\"text_delta\",\"text\":1}}",
                "{\"type\":\"content_block_delta\",\"index\":0,\"delta\":{\"type\":\"text_delta\",\"thinking\":\"x\"}}",
                "{\"type\":\"content_block_delta\",\"index\":0,\"delta\":{\"type\":\"signature_delta\",\"signature\":\"x\"}}",
                "{\"type\":\"content_block_delta\",\"index\":0,\"delta\":{\"type\":\"text_delta\",\"text\":\"x\",\"more\":\"y\"}}",
                "{\"type\":\"content_block_delta\",\"index\":0,\"delta\":{\"type\":\"text_delta\",\"text\":\"x\"},\"new\":1}",
                "{\"type\":\"content_block_delta\",\"index\":0,\"delta\":{\"type\":\"text_delta\",\"text\":\"x\"}} {}",
                "{\"type\":\"content_block_delta\",\"index\":0,\"delta\":{\"type\":\"text_delta\",\"text\":\"x\"}",
            })
    void whateverElseItIsIsLeftToTheTree(String json) {
        assertThat(TextDelta.read(json)).isNull();
    }
}
