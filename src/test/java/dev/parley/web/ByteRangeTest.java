package dev.parley.web;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ByteRangeTest {

    @ParameterizedTest
    @CsvSource({
        "bytes=0-0, 0, 1",
        "bytes=0-9, 0, 10",
        "bytes=3-5, 3, 3",
        "bytes=3-, 3, 7",
        "bytes=3-100, 3, 7",
        "bytes=9-999999999999999999, 9, 1",
        "bytes=-4, 6, 4",
        "bytes=-100, 0, 10"
    })
    void aPartIsWhatIsThereOfIt(String header, long from, long length) {
        assertThat(ByteRange.of(header, 10)).isEqualTo(new ByteRange.Part(from, length));
    }

    @ParameterizedTest
    @ValueSource(strings = {"bytes=10-", "bytes=10-11", "bytes=-0", "bytes=999999999999999999-"})
    void bytesThatAreNotThereCannotBeHad(String header) {
        assertThat(ByteRange.of(header, 10)).isInstanceOf(ByteRange.Outside.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "bytes=",
                "bytes=-",
                "bytes=5-3",
                "bytes=0-1,3-4",
                "lines=1-2",
                "bytes=a-b",
                "bytes=--1",
                "bytes=0-9999999999999999999"
            })
    void whatIsNotServedIsIgnored(String header) {
        assertThat(ByteRange.of(header, 10)).isInstanceOf(ByteRange.Whole.class);
    }

    @Test
    void ofNothingThereIsNoPart() {
        assertThat(ByteRange.of("bytes=0-", 0)).isInstanceOf(ByteRange.Outside.class);
        assertThat(ByteRange.of(null, 0)).isInstanceOf(ByteRange.Whole.class);
    }
}
