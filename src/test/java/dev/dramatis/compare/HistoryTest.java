package dev.dramatis.compare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.dramatis.verdict.Verdict;
import dev.dramatis.verdict.Wealth;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs over nights, with digests written by hand. */
class HistoryTest {
  private static final Instant FIRST = Instant.parse("2026-11-01T02:00:00Z");

  @TempDir private Path folder;

  private static DigestSketch night(int number) {
    return new DigestSketch("night-%02d".formatted(number)).at(FIRST.plus(Duration.ofDays(number)));
  }

  private static HistoryLine line(List<RunDigest> runs) {
    return History.of(runs, History.A_YEAR).lines().get(0);
  }

  private static double[] answers(SplittableRandom random, double rate) {
    double[] effects = new double[60];
    for (int i = 0; i < effects.length; i++) {
      for (int repeat = 0; repeat < 3; repeat++) {
        effects[i] += random.nextDouble() < rate ? 1 / 3.0 : 0;
      }
    }
    return effects;
  }

  @Test
  void wealthOfIndependentNightsMultipliesUntilItDecides() {
    List<RunDigest> runs = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      runs.add(night(i).wealth(new Wealth(1.0, -0.5)).effects("p", 0, 1).digest());
    }
    HistoryLine line = line(runs);

    assertThat(line.nights())
        .extracting(each -> each.wealth().logFor())
        .containsExactly(1.0, 2.0, 3.0, 4.0);
    assertThat(line.nights())
        .extracting(HistoryNight::together)
        .containsExactly(
            Verdict.INCONCLUSIVE, Verdict.INCONCLUSIVE, Verdict.INCONCLUSIVE, Verdict.SUPPORTED);
    assertThat(Math.exp(HistoryNight.DECIDES)).isCloseTo(40, within(1e-9));
  }

  @Test
  void theVerySameAnswersAndLabelsMadeAgainAreNoFurtherNights() {
    Wealth some = new Wealth(2, -1);
    HistoryLine line =
        line(
            List.of(
                night(0).answers("same").wealth(some).effects("p", 0, 1).digest(),
                night(1).answers("same").wealth(some).effects("p", 0, 1).digest(),
                night(2).parent("night-00").wealth(some).effects("p", 0, 1).digest(),
                night(3).wealth(some).effects("p", 0, 1).digest()));

    assertThat(line.nights().get(1).aside()).hasValue("the very answers of run night-00");
    assertThat(line.nights().get(2).aside())
        .hasValueSatisfying(reason -> assertThat(reason).contains("made again"));
    assertThat(line.last().wealth().logFor()).isEqualTo(4);
  }

  @Test
  void aChangedClassifierOrOtherProbesBeginAnew() {
    Wealth some = new Wealth(2, -1);
    HistoryLine line =
        line(
            List.of(
                night(0).wealth(some).effects("p", 0, 1).digest(),
                night(1).classifier("voice-2").wealth(some).effects("p", 0, 1).digest(),
                night(2)
                    .classifier("voice-2")
                    .hash("edited")
                    .asked("p", "x", "y")
                    .wealth(some)
                    .effects("p", 0, 1)
                    .digest()));

    assertThat(line.nights().get(1).broken()).containsExactly("labels of voice");
    assertThat(line.nights().get(2).broken()).containsExactly("the probes or their sampling");
    assertThat(line.last().wealth().logFor()).isEqualTo(2);
  }

  @Test
  void aUnitThatFailedOneNightBreaksNothing() {
    HistoryLine line =
        line(
            List.of(
                night(0).effects("p", 0, 1, 0).digest(),
                night(1).asked("p", "probe-0", "probe-2").effects("p", 0, 1).digest(),
                night(2).effects("p", 0, 1, 0).digest()));

    assertThat(line.nights()).allSatisfy(each -> assertThat(each.broken()).isEmpty());
    assertThat(line.last().driftP()).isPresent();
  }

  @Test
  void anotherServedModelIsMarkedAndBreaksNothing() {
    HistoryLine line =
        line(
            List.of(
                night(0).wealth(new Wealth(1, 0)).effects("p", 0, 1).digest(),
                night(1).served("one-1101").wealth(new Wealth(1, 0)).effects("p", 0, 1).digest()));

    assertThat(line.last().servedBefore()).containsExactly("one-0801");
    assertThat(line.last().broken()).isEmpty();
    assertThat(line.last().wealth().logFor()).isEqualTo(2);
  }

  @Test
  void anotherModelHasALineOfItsOwn() {
    History history =
        History.of(
            List.of(
                night(0).effects("p", 0, 1).digest(),
                night(1).model("lab/two").effects("p", 0, 1).digest()),
            History.A_YEAR);

    assertThat(history.lines())
        .extracting(HistoryLine::subject)
        .containsExactly("lab/one", "lab/two");
    assertThat(history.watched()).isEqualTo(2);
  }

  @Test
  void aChangeIsFoundWithinNightsAndNamed() {
    SplittableRandom random = new SplittableRandom(4);
    List<RunDigest> runs = new ArrayList<>();
    for (int i = 0; i < 30; i++) {
      runs.add(night(i).effects("p", answers(random, i < 20 ? 0.3 : 0.55)).digest());
    }
    HistoryLine line = line(runs);

    assertThat(line.nights().subList(0, 20))
        .allSatisfy(each -> assertThat(each.changedSince()).isEmpty());
    List<HistoryNight> alarms =
        line.nights().stream().filter(each -> each.changedSince().isPresent()).toList();
    assertThat(alarms).hasSize(1);
    assertThat(alarms.get(0).changedSince()).hasValue("night-20");
    assertThat(alarms.get(0).run()).isLessThanOrEqualTo("night-25");
  }

  @Test
  void theFileKeepsEveryRunOnceAndSurvivesATornLine() throws Exception {
    Path file = folder.resolve("kept/history.jsonl");
    RunDigest first = night(0).effects("p", 0, 1).effects("q", 1, 1).digest();
    RunDigest second = night(1).effects("p", 1, 1).digest();

    assertThat(HistoryFile.append(file, List.of(first))).containsExactly("night-00");
    Files.writeString(file, "{\"format\":\"dramatis-di", StandardOpenOption.APPEND);
    assertThat(HistoryFile.read(file)).hasSize(1);
    assertThat(HistoryFile.append(file, List.of(first, second))).containsExactly("night-01");

    List<RunDigest> kept = HistoryFile.read(file);
    assertThat(kept).extracting(RunDigest::run).containsExactly("night-00", "night-01");
    assertThat(kept.get(0).suites().get(0).predictions().get(0).claims().get(0).units().size())
        .isEqualTo(2);
    assertThat(kept.get(0).suites().get(0).predictions().get(1).claims().get(0).units())
        .isEqualTo(Units.NONE);
    Files.write(file, "not a digest\n".getBytes(StandardCharsets.UTF_8), StandardOpenOption.APPEND);
    assertThatThrownBy(() -> HistoryFile.read(file))
        .isInstanceOf(DigestException.class)
        .hasMessageContaining("history.jsonl:3: not a run's digest");
  }
}
