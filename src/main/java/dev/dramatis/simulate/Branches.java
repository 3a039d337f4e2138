package dev.dramatis.simulate;

import dev.dramatis.suite.Conversation;
import dev.dramatis.suite.Message;
import dev.dramatis.suite.Parameters;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;

/**
 * Goes through every way in which a conversation may go. A conversation keeps its quantile among
 * the characters, so that after each reply the interval of quantiles is cut where the next
 * request's characters meet. Replies that mean the same to later turns are followed as one.
 */
final class Branches {
  /** Ten turns with two outcomes each pass; twenty do not. */
  private static final int MOST = 50_000;

  private final Conversation conversation;
  private final Parameters parameters;
  private final List<World.Player> parts;
  private final BiFunction<List<Message>, World.Player, Outlook> outlooks;
  private final List<Branch> branches = new ArrayList<>();

  Branches(
      Conversation conversation,
      Parameters parameters,
      List<World.Player> parts,
      BiFunction<List<Message>, World.Player, Outlook> outlooks) {
    this.conversation = conversation;
    this.parameters = parameters;
    this.parts = parts;
    this.outlooks = outlooks;
  }

  List<Branch> all() {
    for (World.Player part : parts) {
      if (part.weight() > 0) {
        follow(part, part.weight(), 0, 1, List.of());
      }
    }
    return branches;
  }

  /**
   * Goes on from what was said so far.
   *
   * @param probability of having come here, with a quantile between {@code low} and {@code high}
   */
  private void follow(
      World.Player part, double probability, double low, double high, List<List<String>> replies) {
    if (replies.size() == conversation.asks()) {
      if (branches.size() == MOST) {
        throw new IllegalArgumentException(
            "a conversation that can go more than %d ways".formatted(MOST));
      }
      branches.add(new Branch(probability, replies));
      return;
    }
    List<String> said = replies.stream().map(texts -> texts.get(0)).toList();
    Outlook outlook = outlooks.apply(conversation.request(said), part);
    boolean anew = conversation.fresh();
    double from = 0;
    for (int character = 0; character < outlook.weights().length; character++) {
      double to =
          character == outlook.weights().length - 1 ? 1 : from + outlook.weights()[character];
      double start = anew ? from : Math.max(low, from);
      double end = anew ? to : Math.min(high, to);
      from = to;
      if (end <= start) {
        continue;
      }
      double share = anew ? end - start : (end - start) / (high - low);
      for (Outlook.Choice choice : outlook.choices(character)) {
        for (List<String> alike : alike(choice.texts(), replies.size(), outlook)) {
          double chance = choice.probability() * alike.size() / choice.texts().size();
          if (chance > 0) {
            List<List<String>> more = new ArrayList<>(replies);
            more.add(alike);
            follow(part, probability * share * chance, start, end, more);
          }
        }
      }
    }
  }

  /** The texts as they are sent, those together that mean the same to a later turn. */
  private List<List<String>> alike(List<String> texts, int turn, Outlook outlook) {
    List<String> sent =
        texts.stream().map(text -> ReplyLimit.apply(text, parameters).text()).toList();
    if (conversation.fresh() || turn == conversation.asks() - 1) {
      return List.of(sent);
    }
    Map<Outlook.Meaning, List<String>> groups = new LinkedHashMap<>();
    for (String text : sent) {
      groups.computeIfAbsent(outlook.meaning(text), meaning -> new ArrayList<>()).add(text);
    }
    return List.copyOf(groups.values());
  }
}
