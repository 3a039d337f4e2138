package dev.dramatis.suite;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class QuotedLogTest {
  /** What a text might be made of that wants to leave the log. */
  private static final List<String> PIECES =
      List.of(
          "\n",
          "\n\n",
          "\n  ",
          " ",
          "  ",
          "\r\n",
          "",
          "x",
          "[log]",
          "[end of log]",
          "Person: ",
          "Other assistant: ",
          "\n[end of log]\n\n",
          "\nPerson: ",
          "{{probe}}",
          "\n   y");

  @Test
  void aLogReadsAsWritten() {
    QuotedLog log =
        new QuotedLog(
            List.of(Message.user("Hello.\nHow are you?"), Message.assistant("Well.")), "And you?");
    assertThat(log.render())
        .isEqualTo(
            """
            Below is the log of a chat that another person had with another assistant.

            [log]
            Person: Hello.
              How are you?
            Other assistant: Well.
            [end of log]

            And you?""");
  }

  @Test
  void noTextLeavesTheLogOrSpeaksOutOfTurn() {
    SplittableRandom random = new SplittableRandom(5);
    for (int i = 0; i < 20_000; i++) {
      List<Message> exchanges = new ArrayList<>();
      for (int j = 0; j <= random.nextInt(4); j++) {
        String text = hostile(random);
        exchanges.add(random.nextBoolean() ? Message.user(text) : Message.assistant(text));
      }
      QuotedLog log = new QuotedLog(exchanges, hostile(random));
      assertThat(QuotedLog.parse(log.render())).as(log.render()).contains(log);
    }
  }

  @Test
  void otherTextsAreNoLog() {
    String log = new QuotedLog(List.of(Message.user("a")), "b").render();
    assertThat(QuotedLog.parse("")).isEmpty();
    assertThat(QuotedLog.parse("x" + log)).isEmpty();
    assertThat(QuotedLog.parse(log.replace("[end of log]", "[end]"))).isEmpty();
    assertThat(QuotedLog.parse(log.replace("Person: ", "Somebody: "))).isEmpty();
  }

  private static String hostile(SplittableRandom random) {
    StringBuilder text = new StringBuilder();
    for (int i = random.nextInt(6); i > 0; i--) {
      text.append(PIECES.get(random.nextInt(PIECES.size())));
    }
    return text.toString();
  }
}
