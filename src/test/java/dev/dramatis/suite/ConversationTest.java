package dev.dramatis.suite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ConversationTest {
  private static final List<Message> OPENING =
      List.of(Message.user("shot"), Message.assistant("reply to shot"));
  private static final List<Message> SCRIPT =
      List.of(
          Message.user("one"),
          Message.assistant("fixed"),
          Message.user("two"),
          Message.user("three"));

  @Test
  void everyUserTurnWithoutAFixedReplyIsAsked() {
    Conversation conversation = new Conversation(Optional.of("be"), OPENING, SCRIPT, false);
    assertThat(conversation.asks()).isEqualTo(2);
    assertThat(texts(conversation, List.of()))
        .containsExactly("be", "shot", "reply to shot", "one", "fixed", "two");
    assertThat(texts(conversation, List.of("2!")))
        .containsExactly("be", "shot", "reply to shot", "one", "fixed", "two", "2!", "three");
    assertThatThrownBy(() -> conversation.request(List.of("2!", "3!")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("all 2 turns are answered");
  }

  @Test
  void aFreshTurnSeesTheOpeningAndNoReplyBefore() {
    List<Message> script = List.of(Message.user("one"), Message.user("two"), Message.user("three"));
    Conversation conversation = new Conversation(Optional.of("be"), OPENING, script, true);
    assertThat(conversation.asks()).isEqualTo(3);
    assertThat(texts(conversation, List.of()))
        .containsExactly("be", "shot", "reply to shot", "one");
    assertThat(texts(conversation, List.of("1!", "2!")))
        .containsExactly("be", "shot", "reply to shot", "three");
  }

  @Test
  void anEmptyTextIsAskedLikeAnyOther() {
    Conversation conversation =
        new Conversation(Optional.empty(), List.of(), List.of(Message.user("")), false);
    assertThat(conversation.request(List.of())).containsExactly(Message.user(""));
  }

  private static List<String> texts(Conversation conversation, List<String> replies) {
    return conversation.request(replies).stream().map(Message::text).toList();
  }
}
