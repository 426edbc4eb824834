package dev.parley.demo;

/** Why a question about a table has no answer, in a sentence for the reader. */
final class SheetException extends Exception {

    private static final long serialVersionUID = 1L;

    SheetException(String sentence) {
        super(sentence);
    }

    String sentence() {
        return String.valueOf(getMessage());
    }
}
