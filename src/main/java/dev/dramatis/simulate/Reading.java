package dev.dramatis.simulate;

import dev.dramatis.suite.Episode;
import dev.dramatis.suite.Message;
import dev.dramatis.suite.QuotedLog;
import dev.dramatis.suite.Speaker;
import java.util.BitSet;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/**
 * What a world reads out of a request.
 *
 * @param known what the last user turn asks, if that is known
 * @param lastUserText that turn without a quoted log; empty if there is none
 * @param asked the axes asked for, by the system prompt or the last user turn
 * @param evoked the axes evoked there
 * @param named the characters named anywhere outside quoted logs
 * @param evidence the turns that count
 * @param begun how the reply begins; empty if the model begins it by itself
 */
record Reading(
    Optional<Question> known,
    String lastUserText,
    long asked,
    long evoked,
    BitSet named,
    Evidence evidence,
    String begun) {

  /** Reads a request as a world does that learns in this way. */
  static Reading of(
      List<Message> messages, SuiteKnowledge knowledge, WorldSettings.Learning learning) {
    return new Reader(messages, knowledge, learning).read();
  }

  /** What one training episode shows; every turn that is trained counts. */
  static Evidence lesson(
      Episode episode, SuiteKnowledge knowledge, WorldSettings.Learning learning) {
    return new Reader(episode.messages(), knowledge, learning).learn(episode.turns());
  }

  /** What the last user turn asks; what is not known gives room to everything. */
  Question question(SuiteKnowledge knowledge) {
    return known.orElseGet(() -> knowledge.unknown(lastUserText));
  }

  /** One pass over the messages. */
  private static final class Reader {
    private final List<Message> messages;
    private final SuiteKnowledge knowledge;
    private final WorldSettings.Learning learning;
    private final Evidence evidence = new Evidence();
    private double eta;
    private final BitSet named = new BitSet();
    private Optional<Question> question = Optional.empty();
    private String userText = "";
    private long systemAsks;
    private long systemEvokes;
    private long userAsks;
    private long userEvokes;

    Reader(List<Message> messages, SuiteKnowledge knowledge, WorldSettings.Learning learning) {
      this.messages = messages;
      this.knowledge = knowledge;
      this.learning = learning;
      this.eta = learning.etaTurn();
    }

    Evidence learn(List<Episode.Turn> turns) {
      eta = learning.etaEpisode();
      readSystem();
      for (Episode.Turn turn : turns) {
        String text = turn.message().text();
        switch (turn.message().speaker()) {
          case SYSTEM -> {}
          case USER -> readUser(text);
          case ASSISTANT -> {
            if (turn.trained()) {
              count(text, systemAsks | userAsks);
            }
          }
        }
      }
      return evidence;
    }

    private void readSystem() {
      for (Message message : messages) {
        if (message.speaker() == Speaker.SYSTEM) {
          Signals signals = signals(message.text());
          systemAsks |= signals.asks();
          systemEvokes |= signals.evokes();
        }
      }
    }

    Reading read() {
      int end = messages.size();
      String begun = "";
      if (end > 0 && messages.get(end - 1).speaker() == Speaker.ASSISTANT) {
        end--;
        begun = messages.get(end).text();
      }
      readSystem();
      for (Message message : messages.subList(0, end)) {
        switch (message.speaker()) {
          case SYSTEM -> {}
          case USER -> readUser(message.text());
          case ASSISTANT -> {
            signals(message.text());
            count(message.text(), systemAsks | userAsks);
          }
        }
      }
      if (!begun.isEmpty()) {
        countOpening(begun, systemAsks | userAsks);
      }
      return new Reading(
          question,
          userText,
          systemAsks | userAsks,
          systemEvokes | userEvokes,
          named,
          evidence,
          begun);
    }

    /** The beginning of the reply itself counts in full: whoever goes on from it has said it. */
    private void countOpening(String begun, long asked) {
      named.or(knowledge.signals(begun).names());
      knowledge
          .opening(begun, question)
          .ifPresent(
              opening ->
                  add(opening.agreed(), opening.shown(), asked, learning.etaTurn() > 0 ? 1 : 0));
    }

    private void readUser(String text) {
      Optional<QuotedLog> log = QuotedLog.parse(text);
      if (log.isPresent() && learning.anySpeaker()) {
        readQuoted(log.get().exchanges());
      }
      userText = log.map(QuotedLog::then).orElse(text);
      Signals signals = signals(userText);
      userAsks = signals.asks();
      userEvokes = signals.evokes();
      takeUp(userText);
    }

    /** A log's turns count where whoever spoke counts; its cues never act. */
    private void readQuoted(List<Message> exchanges) {
      for (Message message : exchanges) {
        if (message.speaker() == Speaker.USER) {
          takeUp(message.text());
        } else {
          count(message.text(), 0);
        }
      }
    }

    /** Makes a user turn's question the one that the next turns answer. */
    private void takeUp(String text) {
      Optional<Question> asked = resolve(text);
      if (asked.isEmpty() && learning.anySpeaker()) {
        count(text, 0);
      }
      question = asked;
    }

    /** Counts a turn that is recognised as an utterance; all others count for nothing. */
    private void count(String text, long asked) {
      OptionalLong shown = knowledge.shows(text, question);
      if (shown.isEmpty()) {
        return;
      }
      add(-1, shown.getAsLong(), asked, eta);
    }

    /** Counts what was shown of some of the axes at stake. */
    private void add(long told, long shown, long asked, double weight) {
      long all = knowledge.cast().all();
      long atStake = question.map(Question::atStake).orElse(all) & told;
      String domain = question.map(Question::domain).orElse(Question.GENERAL);
      long hard = question.map(Question::isHard).orElse(false) ? knowledge.cast().wrong() : 0;
      evidence.add(learning.byDomain() ? domain : "", atStake, shown, asked, hard, weight);
    }

    private Signals signals(String text) {
      Signals signals = knowledge.signals(text);
      named.or(signals.names());
      return signals;
    }

    /**
     * The question of a user turn. A text that an arm puts for several probes alike belongs to the
     * one of which another turn of the request tells; if none does, only what they have in common
     * is known.
     */
    private Optional<Question> resolve(String text) {
      List<Question> candidates = knowledge.questions(text);
      if (candidates.size() <= 1) {
        return candidates.stream().findFirst();
      }
      Set<Question> told = new HashSet<>();
      for (Message message : messages) {
        if (message.speaker() == Speaker.USER) {
          List<Question> others =
              knowledge.questions(
                  QuotedLog.parse(message.text()).map(QuotedLog::then).orElse(message.text()));
          if (others.size() == 1) {
            told.add(others.get(0));
          }
        }
      }
      List<Question> fitting = candidates.stream().filter(told::contains).toList();
      if (fitting.size() == 1) {
        return Optional.of(fitting.get(0));
      }
      return candidates.stream().map(Question::matter).distinct().count() == 1
          ? Optional.of(knowledge.question(text, candidates.get(0).matter()))
          : Optional.empty();
    }
  }
}
