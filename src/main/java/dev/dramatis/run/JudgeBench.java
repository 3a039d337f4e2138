package dev.dramatis.run;

import dev.dramatis.classify.Classification;
import dev.dramatis.classify.Classification.Abstained;
import dev.dramatis.classify.Classification.Unusable;
import dev.dramatis.classify.JudgeClassifier;
import dev.dramatis.classify.Panel;
import dev.dramatis.classify.Subject;
import dev.dramatis.model.CallResult;
import dev.dramatis.model.FailedCall;
import dev.dramatis.model.Response;
import dev.dramatis.model.Tokens;
import dev.dramatis.suite.Message;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The judges of a run. Whatever one answers is kept before it is used, and what was answered before
 * is not asked again. Safe for use by many threads at once.
 */
final class JudgeBench {
  /** Is told of every call that a judge gets. */
  interface Listener {
    /** Nobody listens. */
    Listener NONE = row -> {};

    void judged(JudgementRow row);
  }

  /** Lets calls to judges begin, or not. */
  interface Gate {
    /** All may begin. */
    Gate OPEN =
        new Gate() {
          @Override
          public boolean begin(String judge, long inputTokens, long outputTokens) {
            return true;
          }

          @Override
          public void end(JudgementRow row, long inputTokens, long outputTokens) {}
        };

    /**
     * @param inputTokens that the call may read
     * @param outputTokens that it may write
     */
    boolean begin(String judge, long inputTokens, long outputTokens);

    /** What came of a call that was let through. */
    void end(JudgementRow row, long inputTokens, long outputTokens);
  }

  private final List<String> names;
  private final Map<String, Seat> seats;
  private final Judgements judgements;
  private final Interview interview;
  private final Gate gate;
  private final Listener listener;

  /**
   * @param names of the judges, without server; those without a seat are not asked, and what they
   *     answered before counts
   * @param interview takes secrets out of answers
   */
  JudgeBench(
      List<String> names,
      List<Seat> seats,
      Judgements judgements,
      Interview interview,
      Gate gate,
      Listener listener) {
    this.names = List.copyOf(names);
    this.seats = seats.stream().collect(Collectors.toMap(Seat::name, Function.identity()));
    this.judgements = judgements;
    this.interview = interview;
    this.gate = gate;
    this.listener = listener;
  }

  /** The same bench, which asks nobody and knows what was answered so far. */
  JudgeBench reading() {
    return new JudgeBench(names, List.of(), judgements, interview, Gate.OPEN, Listener.NONE);
  }

  List<String> names() {
    return names;
  }

  /**
   * What the judges make of a reply.
   *
   * @param combined by majority
   * @param votes in the order of the judges
   * @param complete whether every judge has answered; if not, asking again later may change it
   */
  record Ruling(Classification combined, List<Classification> votes, boolean complete) {}

  /** Has every judge label a reply, those that have not yet. */
  Ruling rule(String subject, String classifier, int turn, JudgeClassifier rubric, Subject reply)
      throws InterruptedException {
    Optional<Classification> without = rubric.without(reply);
    if (without.isPresent()) {
      return new Ruling(without.get(), names.stream().map(name -> without.get()).toList(), true);
    }
    if (names.isEmpty()) {
      return new Ruling(new Unusable("no judge was named"), List.of(), false);
    }
    Map<String, Classification> votes = new LinkedHashMap<>();
    boolean complete = true;
    for (String name : names) {
      var key = new JudgementRow.Key(subject, classifier, turn, name, rubric.hash());
      Optional<Response> known = judgements.answered(key);
      Classification vote = known.isPresent() ? read(rubric, known.get()) : ask(key, rubric, reply);
      complete &= !(vote instanceof Unusable);
      votes.put(name, vote);
    }
    return new Ruling(Panel.majority(votes), new ArrayList<>(votes.values()), complete);
  }

  private Classification ask(JudgementRow.Key key, JudgeClassifier rubric, Subject reply)
      throws InterruptedException {
    Seat seat = seats.get(key.judge());
    if (seat == null) {
      return new Unusable("not yet judged by " + key.judge());
    }
    String purpose =
        String.join(
            " ", key.subject(), key.classifier(), Integer.toString(key.turn()), key.judge());
    List<Message> messages = rubric.request(reply);
    long input = (long) (Tokens.estimate(messages) * Costs.ESTIMATE_ERROR);
    if (!gate.begin(key.judge(), input, Seat.MOST_TOKENS)) {
      return new Unusable("not judged: a limit of the run was reached");
    }
    CallResult result = seat.ask(messages, rubric.wantsLogprobs(), seed(purpose), purpose);
    JudgementRow row =
        new JudgementRow(
            key.subject(),
            key.classifier(),
            key.turn(),
            key.judge(),
            key.hash(),
            interview.now(),
            result instanceof Response response
                ? Optional.of(interview.clean(response))
                : Optional.empty(),
            result instanceof FailedCall failed
                ? Optional.of(interview.clean(failed))
                : Optional.empty());
    gate.end(row, input, Seat.MOST_TOKENS);
    judgements.add(row);
    listener.judged(row);
    return row.response()
        .map(response -> read(rubric, response))
        .orElseGet(
            () ->
                new Unusable(
                    "the judge could not be asked: "
                        + row.failure().map(FailedCall::message).orElse("")));
  }

  /** The same for the same question, so that a judge that takes a seed can be asked again. */
  private static int seed(String purpose) {
    return purpose.hashCode() & Integer.MAX_VALUE;
  }

  private static Classification read(JudgeClassifier rubric, Response response) {
    return switch (response.outcome()) {
      case TEXT -> rubric.read(response.text(), response.tokens());
      case TRUNCATED -> new Abstained("the judge's answer was cut");
      case REFUSAL -> new Abstained("the judge refused");
      case EMPTY -> new Abstained("the judge answered nothing");
    };
  }
}
