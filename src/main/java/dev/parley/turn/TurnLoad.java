package dev.parley.turn;

/**
 * How busy the turns are.
 *
 * @param running how many run
 * @param waiting how many conversations wait for a place to run one
 */
public record TurnLoad(int running, int waiting) {}
