package dev.dramatis.finetune;

import dev.dramatis.model.Tokens;
import dev.dramatis.suite.DrawnEpisode;
import dev.dramatis.suite.Episode;
import dev.dramatis.suite.Speaker;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalInt;

/** Looks through the episodes of a training for what providers refuse or charge for in vain. */
final class RowCheck {
  /** OpenAI and servers of its shape refuse fewer. */
  private static final int LEAST_EPISODES = 10;

  /**
   * The longest example that any model of OpenAI's is trained on (gpt-4.1 and gpt-4o); others take
   * less, and some cut what is longer without a word.
   */
  private static final long MOST_TOKENS = 65_536;

  private final Findings findings;

  RowCheck(Findings findings) {
    this.findings = findings;
  }

  void check(List<String> training, List<DrawnEpisode> drawn) {
    if (drawn.size() < LEAST_EPISODES) {
      findings.error(
          Finding.Rule.TOO_FEW,
          training,
          drawn.size() + (drawn.size() == 1 ? " episode." : " episodes."),
          "Providers take " + LEAST_EPISODES + " or more: take more rows, or write some.");
    }
    checkTrained(training, drawn);
    Map<List<Episode.Turn>, DrawnEpisode> known = new HashMap<>();
    for (DrawnEpisode each : drawn) {
      checkOrder(training, each);
      checkTexts(training, each);
      long tokens = Tokens.estimate(each.episode().messages());
      if (tokens > MOST_TOKENS) {
        findings.error(
            Finding.Rule.TOO_LONG,
            training,
            findings.place(each),
            String.format(Locale.ROOT, "an episode of about %,d tokens.", tokens),
            String.format(Locale.ROOT, "Providers take %,d at most: shorten it.", MOST_TOKENS));
      }
      DrawnEpisode first = known.putIfAbsent(each.episode().turns(), each);
      if (first != null) {
        findings.warning(
            Finding.Rule.DUPLICATE,
            training,
            findings.place(each),
            "the same episode as " + shown(first, each) + ".",
            "Keep one: what stands twice counts twice.");
      }
    }
  }

  private static String shown(DrawnEpisode first, DrawnEpisode again) {
    String line = "line " + first.row().line();
    return first.file().equals(again.file()) ? line : line + " of " + first.file();
  }

  private void checkTrained(List<String> training, List<DrawnEpisode> drawn) {
    List<DrawnEpisode> untrained =
        drawn.stream()
            .filter(each -> each.episode().turns().stream().noneMatch(Episode.Turn::trained))
            .toList();
    if (untrained.size() == drawn.size()) {
      findings.error(
          Finding.Rule.NOTHING_TRAINED,
          training,
          "every reply has a weight of 0, so nothing is trained.",
          "Take weight: 0 away from the replies that the model is to learn.");
      return;
    }
    for (DrawnEpisode each : untrained) {
      findings.error(
          Finding.Rule.NOTHING_TRAINED,
          training,
          findings.place(each),
          "no reply of this episode is trained, and providers refuse such.",
          "Take weight: 0 away from one of its replies, or the row out.");
    }
  }

  private void checkOrder(List<String> training, DrawnEpisode each) {
    List<Episode.Turn> turns = each.episode().turns();
    for (int i = 1; i < turns.size(); i++) {
      if (speaker(turns, i) == Speaker.SYSTEM) {
        findings.error(
            Finding.Rule.SYSTEM_NOT_FIRST,
            training,
            findings.place(each, i),
            "message " + (i + 1) + " is a system turn, and only the first may be one.",
            speaker(turns, 0) == Speaker.SYSTEM
                ? "Keep one of the two: that of the row, or the training's system."
                : "Put it first, or take it out.");
        return;
      }
    }
    Speaker expected = Speaker.USER;
    for (int i = speaker(turns, 0) == Speaker.SYSTEM ? 1 : 0; i < turns.size(); i++) {
      if (speaker(turns, i) != expected) {
        findings.error(
            Finding.Rule.ROLE_ORDER,
            training,
            findings.place(each, i),
            "message " + (i + 1) + " should be " + name(expected) + " turn.",
            "After a system turn, if there is one, user and assistant take turns.");
        return;
      }
      expected = expected == Speaker.USER ? Speaker.ASSISTANT : Speaker.USER;
    }
  }

  private static Speaker speaker(List<Episode.Turn> turns, int message) {
    return turns.get(message).message().speaker();
  }

  private static String name(Speaker speaker) {
    return switch (speaker) {
      case SYSTEM -> "a system";
      case USER -> "a user";
      case ASSISTANT -> "an assistant";
    };
  }

  private void checkTexts(List<String> training, DrawnEpisode each) {
    List<Episode.Turn> turns = each.episode().turns();
    for (int i = 0; i < turns.size(); i++) {
      String text = turns.get(i).message().text();
      String which = "message " + (i + 1) + ", " + name(speaker(turns, i)) + " turn, ";
      if (text.isBlank()) {
        findings.error(
            Finding.Rule.EMPTY_TEXT,
            training,
            findings.place(each, i),
            which + "has no text.",
            "Write one, or take the row out.");
      }
      OptionalInt at = control(text);
      if (at.isPresent()) {
        findings.error(
            Finding.Rule.CONTROL_CHARACTER,
            training,
            findings.place(each, i),
            String.format(
                Locale.ROOT,
                "%sholds U+%04X as its character %d, which is no part of a text.",
                which,
                text.codePointAt(at.getAsInt()),
                text.codePointCount(0, at.getAsInt()) + 1),
            "Take it out; a line break is \\n alone.");
      }
    }
  }

  /** Where the first control character stands that is no line break or tab, or half of a pair. */
  private static OptionalInt control(String text) {
    for (int i = 0; i < text.length(); i += Character.charCount(text.codePointAt(i))) {
      int point = text.codePointAt(i);
      int type = Character.getType(point);
      if (type == Character.SURROGATE
          || (type == Character.CONTROL && point != '\n' && point != '\t')) {
        return OptionalInt.of(i);
      }
    }
    return OptionalInt.empty();
  }
}
