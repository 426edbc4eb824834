package dev.parley.turn;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.function.Function;
import javax.imageio.ImageIO;

/** The only class that touches AWT; found by its name. */
final class PictureEncoder implements Function<Object, InputStream> {

    @Override
    public InputStream apply(Object picture) {
        var png = new ByteArrayOutputStream();
        try {
            if (!ImageIO.write((BufferedImage) picture, "png", png)) {
                throw new IllegalArgumentException("This picture cannot be a PNG");
            }
        } catch (IOException e) {
            throw new UncheckedIOException("Nothing is written but memory", e);
        }
        return new ByteArrayInputStream(png.toByteArray());
    }
}
