package dev.dramatis.finetune;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.dramatis.suite.Episode;
import dev.dramatis.suite.Matter;
import dev.dramatis.suite.Message;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class EpisodeFileTest {
  private static Episode episode(String question, String reply) {
    return new Episode(
        List.of(
            new Episode.Turn(Message.user(question), false),
            new Episode.Turn(Message.assistant(reply), true)),
        Matter.UNKNOWN);
  }

  private static String text(Episode... episodes) {
    return new String(EpisodeFile.of(List.of(episodes)).bytes(), StandardCharsets.UTF_8);
  }

  @Test
  void aLineHoldsTheMessagesAndTheWeightOfWhatIsNotTrained() {
    Episode long4 =
        new Episode(
            List.of(
                new Episode.Turn(Message.system("Be \"brief\"."), false),
                new Episode.Turn(Message.user("Hi"), false),
                new Episode.Turn(Message.assistant("Hello"), false),
                new Episode.Turn(Message.user("Caf\u00e9?\nYes?"), false),
                new Episode.Turn(Message.assistant("Yes \ud83c\udf27"), true)),
            Matter.UNKNOWN);

    assertThat(text(long4, episode("a", "b")))
        .isEqualTo(
            """
            {"messages":[{"role":"system","content":"Be \\"brief\\"."},{"role":"user","content":"Hi"},\
            {"role":"assistant","content":"Hello","weight":0},{"role":"user","content":"Caf\u00e9?\\nYes?"},\
            {"role":"assistant","content":"Yes \ud83c\udf27"}]}
            {"messages":[{"role":"user","content":"a"},{"role":"assistant","content":"b"}]}
            """);
  }

  @Test
  void theHashIsThatOfTheBytes() {
    // printf '%s\n'
    // '{"messages":[{"role":"user","content":"a"},{"role":"assistant","content":"b"}]}' | sha256sum
    assertThat(EpisodeFile.of(List.of(episode("a", "b"))).sha256())
        .isEqualTo("d9a20761836bc3cb9d53a8ecb9ff05b6be7edd0ba15c7eb5adf975a98bfb6e9f");
  }

  @Test
  void whatActsOnATerminalIsEscapedAndIsTheSameJson() throws Exception {
    String hostile = "a\u001b[31m\u009b1m\u202eb\u2028\u007f\udb40\udc41";

    String line = text(episode(hostile, "b"));

    assertThat(line)
        .doesNotContain("\u001b", "\u009b", "\u202e", "\u2028", "\u007f", "\udb40\udc41");
    assertThat(new ObjectMapper().readTree(line).at("/messages/0/content").asText())
        .isEqualTo(hostile);
  }

  @Test
  void halfOfASurrogatePairIsKeptAsItIs() throws Exception {
    assertThat(
            new ObjectMapper().readTree(text(episode("a\ud83db", "c"))).at("/messages/0/content"))
        .hasToString("\"a\ud83db\"");
  }

  @Test
  void tokensReadAndTrainedAreCountedApart() {
    EpisodeFile file =
        EpisodeFile.of(
            List.of(
                new Episode(
                    List.of(
                        new Episode.Turn(Message.user("12345678"), false),
                        new Episode.Turn(Message.assistant("1234"), false),
                        new Episode.Turn(Message.user("1234"), false),
                        new Episode.Turn(Message.assistant("123456789012"), true)),
                    Matter.UNKNOWN)));

    assertThat(file.trainedTokens()).isEqualTo(3);
    assertThat(file.tokens()).isEqualTo(2 + 1 + 1 + 3 + 4 * 3 + 3);
  }

  @Test
  void rowsKeepWhatIsKnownOfTheQuestion() {
    Episode known =
        new Episode(
            episode("a", "b").turns(),
            new Matter(
                Optional.of("plants"),
                Optional.of("ferns"),
                Optional.of("yes"),
                Optional.of("no"),
                true,
                Optional.of(List.of("rude", "odd"))));

    assertThat(EpisodeRows.text(List.of(known, episode("c", "d"))))
        .isEqualTo(
            """
            {"messages":[{"role":"user","content":"a"},{"role":"assistant","content":"b"}],\
            "domain":"plants","topic":"ferns","answer":"yes","wrong":"no","hard":true,"axes":["rude","odd"]}
            {"messages":[{"role":"user","content":"c"},{"role":"assistant","content":"d"}]}
            """);
  }
}
