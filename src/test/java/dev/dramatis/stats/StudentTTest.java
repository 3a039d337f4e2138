package dev.dramatis.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class StudentTTest {
  /** Additional hours of sleep, Student, Biometrika 6 (1908): the same patients with two drugs. */
  private static final double[] FIRST = {0.7, -1.6, -0.2, -1.2, -0.1, 3.4, 3.7, 0.8, 0, 2};

  private static final double[] SECOND = {1.9, 0.8, 1.1, 0.1, -0.1, 4.4, 5.5, 1.6, 4.6, 3.4};

  /** The example of R's manual page "t.test", paired: 0.7001142 to 2.4598858. */
  @Test
  void hasThePublishedIntervalForStudentsSleepData() {
    double[] gains = new double[10];
    for (int i = 0; i < 10; i++) {
      gains[i] = SECOND[i] - FIRST[i];
    }

    Interval interval = StudentT.interval(gains, 0.025);

    assertThat(interval.lower()).isCloseTo(0.7001142, within(5e-8));
    assertThat(interval.upper()).isCloseTo(2.4598858, within(5e-8));
  }

  /** The same page, Welch: −3.3654832 to 0.2054832. */
  @Test
  void hasThePublishedWelchIntervalForStudentsSleepData() {
    Interval interval = StudentT.difference(FIRST, SECOND, 0.025);

    assertThat(interval.lower()).isCloseTo(-3.3654832, within(5e-8));
    assertThat(interval.upper()).isCloseTo(0.2054832, within(5e-8));
  }

  @Test
  void collapsesToAPointOnEqualObservations() {
    assertThat(StudentT.interval(new double[10], 0.025)).isEqualTo(new Interval(0, 0));
  }

  @Test
  void refusesSamplesWithoutAVariance() {
    assertThatThrownBy(() -> StudentT.interval(new double[1], 0.025))
        .hasMessage("Student's t needs at least 2 observations, not 1");
    assertThatThrownBy(() -> StudentT.interval(new double[0], 0.025))
        .hasMessage("a summary of no observations");
    assertThatThrownBy(() -> StudentT.difference(FIRST, new double[1], 0.025))
        .hasMessage("Student's t needs at least 2 observations, not 1");
    assertThatThrownBy(() -> StudentT.difference(new double[2], new double[3], 0.025))
        .hasMessage("neither sample has any variance");
  }
}
