package start;

/**
 * What one start gave.
 *
 * @param page milliseconds from the process's start to the whole of the first page
 * @param ready milliseconds to the first yes of the health check
 * @param resident MB right after that
 * @param conversed MB after the first conversation
 * @param answer milliseconds that its answer took
 */
record Result(double page, double ready, double resident, double conversed, double answer) {}
