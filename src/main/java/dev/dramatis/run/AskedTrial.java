package dev.dramatis.run;

import dev.dramatis.classify.Classification;
import dev.dramatis.model.FailedCall;
import dev.dramatis.model.Response;
import dev.dramatis.suite.Message;
import dev.dramatis.suite.Trial;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One trial with everything that was sent and came back. All texts are hostile input.
 *
 * @param at when it was finished
 * @param turns the replies in order; complete unless a call failed
 * @param failure the call that failed and ended the conversation
 */
public record AskedTrial(Trial trial, Instant at, List<Turn> turns, Optional<FailedCall> failure) {
  public AskedTrial {
    turns = List.copyOf(turns);
  }

  /**
   * One reply.
   *
   * @param labels by classifier; empty for turns that are not classified
   */
  public record Turn(Response response, Map<String, Classification> labels) {
    public Turn {
      labels = Collections.unmodifiableMap(new LinkedHashMap<>(labels));
    }
  }

  /** The messages of the last request, what was said before it included. */
  public List<Message> asked() {
    List<String> replies = new ArrayList<>();
    for (Turn turn : turns) {
      replies.add(turn.response().text());
    }
    if (failure.isEmpty() && !replies.isEmpty()) {
      replies.remove(replies.size() - 1);
    }
    return trial.conversation().request(replies);
  }
}
