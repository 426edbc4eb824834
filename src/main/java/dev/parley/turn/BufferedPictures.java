package dev.parley.turn;

import java.io.InputStream;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Pictures in memory, on a JVM only: a native image has no AWT, and nobody can hand it one. */
final class BufferedPictures {

    /** Named so that a native image's analysis does not find it. */
    private static final String ENCODER = BufferedPictures.class.getPackageName() + ".PictureEncoder";

    private BufferedPictures() {}

    /** Whether it is a {@code java.awt.image.BufferedImage}, without loading that. */
    static boolean isOne(@Nullable Object value) {
        for (Class<?> type = value == null ? null : value.getClass(); type != null; type = type.getSuperclass()) {
            if (type.getName().equals("java.awt.image.BufferedImage")) {
                return true;
            }
        }
        return false;
    }

    static Optional<InputStream> png(Object source) {
        return isOne(source) ? Optional.of(encoder().apply(source)) : Optional.empty();
    }

    @SuppressWarnings({"unchecked", "UnsafeReflectiveConstructionCast"}) // A generic type has no class to look at.
    private static Function<Object, InputStream> encoder() {
        try {
            return (Function<Object, InputStream>) Class.forName(ENCODER)
                    .asSubclass(Function.class)
                    .getDeclaredConstructor()
                    .newInstance();
        } catch (ReflectiveOperationException e) {
            throw new IllegalArgumentException("A BufferedImage needs a JVM: write its bytes instead", e);
        }
    }
}
