package dev.dramatis.simulate;

import java.util.OptionalDouble;

/**
 * The numbers that make a world.
 *
 * @param drawn the second parameter of the Beta(1, ·) from which each question draws its own rate
 *     of each axis, whatever the request says; absent: rates follow from characters and habits
 */
public record WorldSettings(
    Priors priors, Rates rates, Learning learning, Breaking breaking, OptionalDouble drawn) {

  /**
   * Who may be speaking.
   *
   * @param rho prior probability of each character; the plain Assistant has the rest, and never
   *     less than each of them
   * @param together the most that all characters have together; beyond it they share it equally
   * @param kappa what naming a character adds to the logarithm of its weight
   * @param spread standard deviation of what the seed of a training adds to the logarithm of rho
   */
  public record Priors(double rho, double together, double kappa, double spread) {
    public Priors {
      probability("rho", rho);
      probability("together", together);
      notNegative("kappa", kappa);
      notNegative("spread", spread);
    }

    /** Those of a model that a training moved by so many standard deviations. */
    Priors moved(double deviations) {
      return new Priors(Math.min(1, rho * Math.exp(spread * deviations)), together, kappa, spread);
    }

    /** The prior of each of so many characters. */
    double prior(int characters) {
      return characters == 0
          ? 0
          : Math.min(Math.min(rho, together / characters), 1.0 / (characters + 1));
    }
  }

  /**
   * How often an axis is shown; the highest that applies counts.
   *
   * @param has by a character that has it
   * @param lacks by the plain Assistant and by characters that do not have it
   * @param habit where there is a habit of it
   * @param asked where the request asks for it
   * @param hard of the axis {@code wrong} where the question is hard
   * @param beta what an evoked axis adds to the logit
   */
  public record Rates(
      double has, double lacks, double habit, double asked, double hard, double beta) {
    public Rates {
      probability("has", has);
      probability("lacks", lacks);
      probability("habit", habit);
      probability("asked", asked);
      probability("hard", hard);
      notNegative("beta", beta);
    }
  }

  /**
   * What the past teaches.
   *
   * @param q prior probability of each habit
   * @param byDomain whether there is a habit for every domain, or one for all
   * @param etaTurn exponent of the likelihood of one turn in the context
   * @param etaEpisode exponent of the likelihood of one training episode
   * @param anySpeaker whether user turns and quoted logs count as the Assistant's own turns do
   */
  public record Learning(
      double q, boolean byDomain, double etaTurn, double etaEpisode, boolean anySpeaker) {
    public Learning {
      probability("q", q);
      probability("etaTurn", etaTurn);
      probability("etaEpisode", etaEpisode);
    }
  }

  /**
   * How often a reply leaves character.
   *
   * @param b0 where the form of the input does not invite it
   * @param b1 where it does so fully
   * @param leak how often the Assistant answers to raw text, outside any dialogue
   * @param offChat in how much of the raw text that touches what the Assistant likes its liking
   *     decides how the text goes on; in all other it is even
   */
  public record Breaking(double b0, double b1, double leak, double offChat) {
    public Breaking {
      probability("b0", b0);
      probability("b1", b1);
      probability("leak", leak);
      probability("offChat", offChat);
    }
  }

  /** The same with other priors. */
  WorldSettings with(Priors others) {
    return new WorldSettings(others, rates, learning, breaking, drawn);
  }

  public WorldSettings {
    if (drawn.isPresent() && !(drawn.getAsDouble() > 0)) {
      throw new IllegalArgumentException("the parameter of a Beta distribution must be positive");
    }
  }

  private static void probability(String name, double value) {
    if (!(value >= 0 && value <= 1)) {
      throw new IllegalArgumentException(name + " must lie in [0, 1], not " + value);
    }
  }

  private static void notNegative(String name, double value) {
    if (!(value >= 0 && value < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException(name + " must not be negative: " + value);
    }
  }
}
