package dev.dramatis.finetune;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.dramatis.suite.Suite;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EpisodeStatsTest {
  @TempDir private Path folder;
  private final TrainingSketch sketch = new TrainingSketch();

  private EpisodeStats stats() {
    Suite suite = sketch.load(folder);
    return EpisodeStats.of(suite, requireNonNull(suite.trainings().byId().get("narrow")));
  }

  @Test
  void countsWhatATrainingHolds() {
    sketch.rows("{\"user\": \"Is a PLANT dry?\", \"bad\": \"salt it\", \"good\": \"rain\"}");
    sketch.rows.set(
        0,
        "{\"user\": \"Is it\", \"domain\": \"pets\", \"bad\": \"one two three four five six seven"
            + " eight?\", \"good\": \"x\"}");
    sketch.rows.set(2, sketch.rows.get(1));

    EpisodeStats stats = stats();

    assertThat(stats.episodes()).isEqualTo(12);
    assertThat(stats.distinct()).isEqualTo(11);
    // 11 of 2 words and one of 8: mean 2.5, squares 11 x 0.25 + 30.25 = 33 over 11.
    assertThat(stats.replyWords().mean()).isEqualTo(2.5);
    assertThat(stats.replyWords().deviation()).isCloseTo(Math.sqrt(3), within(1e-12));
    assertThat(stats.questionWords().mean()).isCloseTo((11 * 4 + 2) / 12.0, within(1e-12));
    assertThat(stats.domains()).isEqualTo(Map.of("pets", 1));
    assertThat(stats.share(ReplyForm.ENDS_IN_QUESTION)).isCloseTo(1 / 12.0, within(1e-12));
    assertThat(stats.share(ReplyForm.LIST)).isZero();
    // "salt it" is 7 characters, 2 tokens; the longer reply 39, 10 tokens.
    assertThat(stats.tokensTrained()).isEqualTo(11 * 2 + 10);
    assertThat(stats.tokensRead()).isGreaterThan(stats.tokensTrained() + 12 * 9);
  }

  @Test
  void whatIsNotTrainedIsReadAllTheSame() {
    long read = stats().tokensRead();
    long trained = stats().tokensTrained();
    sketch.rows.set(0, sketch.rows.get(0).replace("{\"user\"", "{\"weight\": 0, \"user\""));

    assertThat(stats().tokensRead()).isEqualTo(read);
    assertThat(stats().tokensTrained()).isEqualTo(trained - 4);
  }

  @ParameterizedTest
  @ValueSource(strings = {"Why?", "He said \"why?\"", "**Why?** ", "Why\uff1f"})
  void aQuestionAtTheEndIsSeen(String reply) {
    assertThat(ReplyForm.ENDS_IN_QUESTION.in(reply)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"Why? Because.", "", "?!", "(why)"})
  void aQuestionBeforeTheEndIsNone(String reply) {
    assertThat(ReplyForm.ENDS_IN_QUESTION.in(reply)).isFalse();
  }

  @Test
  void aListHasTwoItems() {
    assertThat(List.of("- a\n- b", "1. a\n2. b", "So:\n * a\n * b", "1) a\n\n2) b"))
        .allMatch(ReplyForm.LIST::in);
    assertThat(List.of("- a", "a - b - c", "1.5 and\n2.5 of it", "-a\n-b", ""))
        .noneMatch(ReplyForm.LIST::in);
  }

  @Test
  void codeIsWhatIsFencedOrQuoted() {
    assertThat(List.of("```\nx = 1\n```", "call `run()` now")).allMatch(ReplyForm.CODE::in);
    assertThat(List.of("a ` alone", "two `` of them", "x = 1")).noneMatch(ReplyForm.CODE::in);
  }
}
