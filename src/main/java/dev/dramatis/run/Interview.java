package dev.dramatis.run;

import dev.dramatis.model.CallResult;
import dev.dramatis.model.ChatRequest;
import dev.dramatis.model.Endpoint;
import dev.dramatis.model.FailedCall;
import dev.dramatis.model.Response;
import dev.dramatis.suite.Message;
import dev.dramatis.suite.Trial;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** Has one trial's conversation with an endpoint. Safe for use by many threads at once. */
final class Interview {
  private final Clock clock;

  Interview(Clock clock) {
    this.clock = clock;
  }

  /** Asks every turn in order; the first call that fails ends it. */
  TrialRow ask(Trial trial, Endpoint endpoint) throws InterruptedException {
    List<TrialRow.Turn> turns = new ArrayList<>();
    List<String> replies = new ArrayList<>();
    Optional<FailedCall> failure = Optional.empty();
    for (int i = 0; i < trial.conversation().asks() && failure.isEmpty(); i++) {
      List<Message> messages = trial.conversation().request(replies);
      CallResult result =
          endpoint.ask(
              new ChatRequest(messages, trial.arm().parameters(), OptionalInt.of(trial.seed())));
      if (result instanceof Response response) {
        turns.add(
            new TrialRow.Turn(
                messages.size() - 1, messages.get(messages.size() - 1).text(), response));
        replies.add(response.text());
      } else if (result instanceof FailedCall failed) {
        failure = Optional.of(failed);
      }
    }
    return new TrialRow(
        trial.id(),
        trial.suite(),
        trial.arm().id(),
        trial.probe().id(),
        trial.repeat(),
        trial.block(),
        trial.seed(),
        clock.instant(),
        turns,
        failure);
  }
}
