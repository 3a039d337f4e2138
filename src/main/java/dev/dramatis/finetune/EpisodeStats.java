package dev.dramatis.finetune;

import dev.dramatis.model.Tokens;
import dev.dramatis.suite.DrawnEpisode;
import dev.dramatis.suite.Episode;
import dev.dramatis.suite.EpisodeSet;
import dev.dramatis.suite.Suite;
import dev.dramatis.suite.Training;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * The episodes of a training in numbers. The question and the reply are the last of each episode.
 *
 * @param distinct episodes that differ in a word at least
 * @param tokensRead in one pass, estimated
 * @param tokensTrained those of them that the model learns to write
 * @param domains how many episodes each has, by name; those without one are left out
 * @param forms the share of replies of each form
 */
public record EpisodeStats(
    int episodes,
    int distinct,
    long tokensRead,
    long tokensTrained,
    Spread questionWords,
    Spread replyWords,
    Map<String, Integer> domains,
    Map<ReplyForm, Double> forms) {
  public EpisodeStats {
    domains = Collections.unmodifiableMap(new TreeMap<>(domains));
    forms = Collections.unmodifiableMap(new EnumMap<>(forms));
  }

  /** Counts a training of a suite. */
  public static EpisodeStats of(Suite suite, Training training) {
    return of(EpisodeSet.drawn(suite, training));
  }

  static EpisodeStats of(List<DrawnEpisode> drawn) {
    Set<List<Episode.Turn>> distinct = new HashSet<>();
    List<Integer> questions = new ArrayList<>();
    List<Integer> replies = new ArrayList<>();
    Map<String, Integer> domains = new TreeMap<>();
    Map<ReplyForm, Integer> forms = new EnumMap<>(ReplyForm.class);
    long read = 0;
    long trained = 0;
    for (DrawnEpisode each : drawn) {
      Episode episode = each.episode();
      String reply = episode.reply();
      distinct.add(episode.turns());
      read += Tokens.estimate(episode.messages());
      trained += EpisodeFile.trainedTokens(episode);
      questions.add(words(episode.user()));
      replies.add(words(reply));
      episode.matter().domain().ifPresent(domain -> domains.merge(domain, 1, Integer::sum));
      for (ReplyForm form : ReplyForm.values()) {
        forms.merge(form, form.in(reply) ? 1 : 0, Integer::sum);
      }
    }
    Map<ReplyForm, Double> shares = new EnumMap<>(ReplyForm.class);
    forms.forEach((form, count) -> shares.put(form, (double) count / drawn.size()));
    return new EpisodeStats(
        drawn.size(),
        distinct.size(),
        read,
        trained,
        Spread.of(questions),
        Spread.of(replies),
        domains,
        shares);
  }

  /** The share of replies of a form. */
  public double share(ReplyForm form) {
    return forms.getOrDefault(form, 0.0);
  }

  /** What stands between blanks. */
  static int words(String text) {
    int words = 0;
    boolean inside = false;
    for (int i = 0; i < text.length(); i++) {
      boolean letter = !Character.isWhitespace(text.charAt(i));
      words += letter && !inside ? 1 : 0;
      inside = letter;
    }
    return words;
  }
}
