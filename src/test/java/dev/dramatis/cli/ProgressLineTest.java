package dev.dramatis.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dramatis.model.FailedCall;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ProgressLineTest {
  private final StringWriter written = new StringWriter();
  private long nanos = 77;

  private ProgressLine line(boolean live, int columns) {
    PrintWriter writer = new PrintWriter(written);
    return new ProgressLine(
        new Terminal(writer, writer, live, false, columns), () -> nanos, "trials");
  }

  private void pass(Duration time) {
    nanos += time.toNanos();
  }

  private static FailedCall failure(OptionalInt status) {
    return new FailedCall(FailedCall.Kind.RETRYABLE, status, "no", 1);
  }

  @Test
  void aLogGetsAPlainLineNowAndThen() {
    try (ProgressLine line = line(false, 80)) {
      line.started(2000, 0);
      for (int i = 0; i < 100; i++) {
        pass(Duration.ofMillis(100));
        line.answered();
      }
    }

    assertThat(written.toString().lines())
        .containsExactly(
            "  2 %  50 of 2,000 trials  10/s  ETA 3 min 15 s",
            "  5 %  100 of 2,000 trials  10/s  ETA 3 min 10 s",
            "  5 %  100 of 2,000 trials  10/s  in 10 s");
  }

  @Test
  void showsWhatWasSpentOnceItIsMoreThanNothing() {
    try (ProgressLine line = line(false, 80)) {
      line.started(10, 0);
      line.spent(1.239);
      pass(Duration.ofSeconds(6));
      line.answered();
    }

    assertThat(written.toString()).contains("ETA 54 s  1.24 USD", "in 6 s  1.24 USD");
  }

  @Test
  void theLinesOfALongRunGetRarer() {
    try (ProgressLine line = line(false, 80)) {
      line.started(100_000, 0);
      for (int i = 0; i < 3600; i++) {
        pass(Duration.ofSeconds(1));
        line.answered();
      }
    }

    assertThat(written.toString().lines().count()).isBetween(60L, 100L);
  }

  @Test
  void failuresAreCountedByKind() {
    try (ProgressLine line = line(false, 80)) {
      line.started(10, 0);
      line.failed(failure(OptionalInt.of(429)));
      line.failed(failure(OptionalInt.of(429)));
      line.failed(failure(OptionalInt.empty()));
      pass(Duration.ofSeconds(2));
    }

    assertThat(written.toString())
        .contains(" 30 %  3 of 10 trials", "failed: 2 HTTP 429, 1 without a reply");
  }

  @Test
  void whatWasFinishedEarlierDoesNotCountForTheRate() {
    try (ProgressLine line = line(false, 80)) {
      line.started(100, 90);
      pass(Duration.ofSeconds(5));
      line.answered();
    }

    assertThat(written.toString())
        .contains("90 of 100 trials are finished already.", "91 of 100 trials  0.2/s  ETA 45 s");
  }

  @Test
  void aPersonSeesABarThatIsRedrawnTenTimesASecond() {
    try (ProgressLine line = line(true, 80)) {
      line.started(40, 0);
      for (int i = 0; i < 20; i++) {
        pass(Duration.ofMillis(50));
        line.answered();
      }
    }

    String[] drawn = written.toString().split("\r\u001b\\[K", -1);
    assertThat(drawn).hasSize(1 + 1 + 10 + 1);
    assertThat(drawn[1]).contains("░", "  0 %  0 of 40 trials", "ETA –").doesNotContain("█");
    assertThat(drawn[11]).contains("█", "░", " 50 %  20 of 40 trials  20/s  ETA 1 s");
    assertThat(written.toString()).endsWith("in 1 s" + System.lineSeparator());
  }

  @ParameterizedTest
  @ValueSource(ints = {40, 50, 60, 80, 120})
  void aLiveLineNeverReachesTheLastColumn(int columns) {
    try (ProgressLine line = line(true, columns)) {
      line.started(1_000_000, 0);
      for (int status = 400; status < 420; status++) {
        pass(Duration.ofMinutes(1));
        line.failed(failure(OptionalInt.of(status)));
      }
    }

    assertThat(written.toString().stripTrailing().split("\r\u001b\\[K", -1))
        .allSatisfy(drawn -> assertThat(drawn).hasSizeLessThan(columns));
    assertThat(written.toString()).contains("20 failed");
  }

  @Test
  void nothingIsDrawnOfWhatNeverStarted() {
    line(true, 80).close();

    assertThat(written.toString()).isEmpty();
  }
}
