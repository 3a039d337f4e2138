package dev.dramatis.verdict;

/**
 * What became of an arm's trials; every trial is in exactly one of the columns before {@code
 * truncated}.
 *
 * @param labelled answered and labelled by every classifier
 * @param refused the provider or a classifier says that it is a refusal
 * @param abstained some classifier could not tell, or could not read it
 * @param failed a call failed
 * @param notAsked never asked
 * @param truncated of the answered ones, cut at the token limit
 * @param empty of the answered ones, without any text
 */
public record ArmCounts(
    String arm,
    int trials,
    int labelled,
    int refused,
    int abstained,
    int failed,
    int notAsked,
    int truncated,
    int empty) {}
