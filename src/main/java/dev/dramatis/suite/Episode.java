package dev.dramatis.suite;

import java.util.List;

/**
 * One conversation that a model is trained on.
 *
 * @param turns in order; at least one is trained
 * @param matter what its last question is about
 */
public record Episode(List<Turn> turns, Matter matter) {
  /**
   * One message.
   *
   * @param trained whether the model learns to write it; only its own turns are
   */
  public record Turn(Message message, boolean trained) {
    public Turn {
      if (trained && message.speaker() != Speaker.ASSISTANT) {
        throw new IllegalArgumentException("a model learns its own turns alone: " + message);
      }
    }
  }

  public Episode {
    turns = List.copyOf(turns);
  }

  /** The messages alone. */
  public List<Message> messages() {
    return turns.stream().map(Turn::message).toList();
  }

  /** The last user turn. */
  public String user() {
    return last(Speaker.USER);
  }

  /** The last reply. */
  public String reply() {
    return last(Speaker.ASSISTANT);
  }

  private String last(Speaker speaker) {
    String text = "";
    for (Turn turn : turns) {
      text = turn.message().speaker() == speaker ? turn.message().text() : text;
    }
    return text;
  }
}
