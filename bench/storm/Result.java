package storm;

import java.util.Map;

/**
 * What one run gave.
 *
 * @param others what the others had
 * @param outcomes how often the one who floods was answered what
 */
record Result(common.Result others, Map<String, Long> outcomes) {}
