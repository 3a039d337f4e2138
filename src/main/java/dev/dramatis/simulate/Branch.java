package dev.dramatis.simulate;

import java.util.List;

/**
 * One way in which a conversation may go: for each asked turn in order the replies that are equally
 * likely, drawn independently of each other.
 *
 * @param probability that it goes so; those of all branches sum to 1
 */
public record Branch(double probability, List<List<String>> replies) {
  public Branch {
    replies = List.copyOf(replies);
  }
}
