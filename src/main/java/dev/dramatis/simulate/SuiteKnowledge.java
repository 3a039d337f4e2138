package dev.dramatis.simulate;

import dev.dramatis.suite.Matter;
import dev.dramatis.suite.Message;
import dev.dramatis.suite.QuotedLog;
import dev.dramatis.suite.Suite;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/**
 * What the worlds know of one suite: its axes and characters, utterances and cues, and the texts of
 * its probes and shots. Holds no id of an arm, probe or prediction. Safe for use by many threads at
 * once.
 */
public final class SuiteKnowledge {
  private final String suite;
  private final Cast cast;
  private final Phrasebook phrasebook;
  private final QuestionIndex questions;
  private final TextCache<Signals> signals;
  private final TextCache<Phrasebook.Match> wildcards;
  private final TextCache<InputForm> forms = new TextCache<>(InputForm::of);
  private final Repertoire unprompted;
  private final Curriculum curriculum;

  private SuiteKnowledge(Suite suite) {
    this.suite = suite.id();
    cast = new Cast(suite.world());
    phrasebook = new Phrasebook(suite.world(), cast);
    questions = new QuestionIndex(suite, this::question);
    signals = new TextCache<>(new Cues(suite.world(), cast)::read);
    wildcards = new TextCache<>(phrasebook::match);
    unprompted = phrasebook.repertoire(Matter.UNKNOWN, cast.all(), Set.of());
    curriculum = new Curriculum(suite);
  }

  /**
   * Learns a suite.
   *
   * @throws IllegalArgumentException if its {@code world} refers to an axis or character that it
   *     does not have, or records of equal text differ
   */
  public static SuiteKnowledge of(Suite suite) {
    return new SuiteKnowledge(suite);
  }

  /** The suite's id. */
  public String suite() {
    return suite;
  }

  /** The marked behaviours, in the order written. */
  public List<String> axes() {
    return cast.axes();
  }

  Curriculum curriculum() {
    return curriculum;
  }

  Cast cast() {
    return cast;
  }

  /** The questions to which a user turn may belong; see {@link QuestionIndex#find}. */
  List<Question> questions(String userText) {
    return questions.find(userText);
  }

  Question question(String key, Matter matter) {
    long atStake = matter.axes().map(cast::set).orElseGet(cast::all);
    return new Question(
        key, matter, atStake, tools -> phrasebook.repertoire(matter, atStake, tools));
  }

  /** The question that a text of which nothing is known puts. */
  Question unknown(String userText) {
    return new Question(
        userText,
        Matter.UNKNOWN,
        cast.all(),
        tools ->
            tools.isEmpty()
                ? unprompted
                : phrasebook.repertoire(Matter.UNKNOWN, cast.all(), tools));
  }

  InputForm form(String userText) {
    return forms.get(userText);
  }

  Signals signals(String text) {
    return signals.get(text);
  }

  /**
   * The axes that a turn shows, if it is recognised: as an utterance filled for the question that
   * it answers or, if that is not known, with anything.
   */
  OptionalLong shows(String text, Optional<Question> question) {
    return question.isPresent()
        ? question.get().repertoire().shows(text)
        : wildcards.get(text).shows();
  }

  /** The axes that a reply shows of which only the text is known: an utterance, or its end. */
  OptionalLong shows(String reply) {
    OptionalLong whole = wildcards.get(reply).shows();
    return whole.isPresent() || reply.isBlank() ? whole : phrasebook.rest(reply);
  }

  /** What the beginning of a reply to a question tells of the reply. */
  Optional<Repertoire.Opening> opening(String begun, Optional<Question> question) {
    return question.map(Question::repertoire).orElse(unprompted).opening(begun);
  }

  /** How much of a turn stands in this suite; what a placeholder stands for is not of it. */
  private int known(String text, Optional<Question> question) {
    return question.isPresent()
        ? question.get().repertoire().shows(text).isPresent() ? text.length() : 0
        : wildcards.get(text).letters();
  }

  /** The number of characters of a request that stand in texts of this suite. */
  long covers(List<Message> messages) {
    long covered = 0;
    Optional<Question> asked = Optional.empty();
    for (Message message : messages) {
      String text = message.text();
      switch (message.speaker()) {
        case SYSTEM -> covered += questions.isSystemText(text) ? text.length() : 0;
        case USER -> {
          Optional<QuotedLog> log = QuotedLog.parse(text);
          covered += log.map(quoted -> covers(quoted.exchanges())).orElse(0L);
          String own = log.map(QuotedLog::then).orElse(text);
          covered += questions.knownCharacters(own);
          asked = questions.find(own).stream().findFirst();
        }
        case ASSISTANT -> covered += known(text, asked);
      }
    }
    return covered;
  }

  /** Every text of one question alone, with the names of the axes at stake there. */
  Map<String, Set<String>> stakes() {
    Map<String, Set<String>> stakes = new LinkedHashMap<>();
    questions.texts().forEach((text, question) -> stakes.put(text, names(question.atStake())));
    return stakes;
  }

  /** The names of a set of axes. */
  Set<String> names(long set) {
    Set<String> names = new LinkedHashSet<>();
    for (int axis = 0; axis < cast.axes().size(); axis++) {
      if ((set >> axis & 1) != 0) {
        names.add(cast.axes().get(axis));
      }
    }
    return names;
  }
}
