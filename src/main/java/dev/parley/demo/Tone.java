package dev.parley.demo;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/** A recording made on the spot: a ship's bell as a WAV file. */
final class Tone {

    private static final int SAMPLES_A_SECOND = 8_000;
    private static final int HEADER = 44;
    private static final int LOUDEST = 100;
    /** Of 8 bits without a sign. */
    private static final int SILENCE = 128;

    private Tone() {}

    /** @param hertz of the strike, which fades within two seconds */
    static byte[] bell(double hertz) {
        int samples = 2 * SAMPLES_A_SECOND;
        var wav = ByteBuffer.allocate(HEADER + samples).order(ByteOrder.LITTLE_ENDIAN);
        wav.put(ascii("RIFF")).putInt(HEADER - 8 + samples).put(ascii("WAVE"));
        wav.put(ascii("fmt ")).putInt(16).putShort((short) 1).putShort((short) 1);
        wav.putInt(SAMPLES_A_SECOND)
                .putInt(SAMPLES_A_SECOND)
                .putShort((short) 1)
                .putShort((short) 8);
        wav.put(ascii("data")).putInt(samples);
        for (int sample = 0; sample < samples; sample++) {
            double time = (double) sample / SAMPLES_A_SECOND;
            double wave = Math.sin(2 * Math.PI * hertz * time) + Math.sin(2 * Math.PI * hertz * 2.76 * time) / 3;
            wav.put((byte) (SILENCE + LOUDEST * 0.75 * wave * Math.exp(-2.5 * time)));
        }
        return wav.array();
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
