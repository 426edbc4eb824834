package dev.parley.web;

/** Errors that come before any of our code, by their status. */
final class HttpErrors {

    private HttpErrors() {}

    static WireError of(int status, Throwable failure) {
        return switch (status) {
            case 400 -> Fields.malformed("The request cannot be read.");
            case 404 -> new WireError(ErrorCode.NOT_FOUND, "There is nothing at this address.");
            case 405 -> new WireError(ErrorCode.METHOD_NOT_ALLOWED, "This address does not take this method.");
            case 406 ->
                new WireError(ErrorCode.NOT_ACCEPTABLE, "There is no answer of a type that the request accepts.");
            case 413 -> new WireError(ErrorCode.TOO_LARGE, "The request's body is larger than allowed.");
            case 415 ->
                new WireError(
                        ErrorCode.UNSUPPORTED_TYPE,
                        "The body is of a type that is not taken here; most addresses take application/json.");
            default -> WireError.of(failure);
        };
    }
}
