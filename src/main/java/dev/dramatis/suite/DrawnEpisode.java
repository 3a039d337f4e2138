package dev.dramatis.suite;

/**
 * An episode with the row that it was made from.
 *
 * @param file as the training names it
 * @param part which part of the training drew it, from 0
 * @param row whose question it asks
 * @param replier whose reply it gives: the row itself, unless replies change places
 */
public record DrawnEpisode(
    Episode episode, String file, int part, EpisodeRow row, EpisodeRow replier) {}
