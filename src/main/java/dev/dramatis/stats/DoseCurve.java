package dev.dramatis.stats;

/** A form that the rate of a trait may take over the number of shots that show it. */
public sealed interface DoseCurve {
  /** The rate after so many shots, from 0 to 1. */
  double rate(double shots);

  /**
   * A power law of the negative log-likelihood: −ln P = c·n^(−alpha) + floor, with n one more than
   * the number of shots, so that it has a value without any (Anil et al. 2024, "Many-shot
   * jailbreaking", section 3, where n is the number of shots).
   */
  record PowerLaw(double c, double alpha, double floor) implements DoseCurve {
    @Override
    public double rate(double shots) {
      return Math.exp(-(c * Math.pow(1 + shots, -alpha) + floor));
    }
  }

  /**
   * A mixture of two kinds of speaker whose weights follow Bayes' rule: P = Σ ρ_m p_m^(κn+1) / Σ
   * ρ_m p_m^(κn), n being the number of shots and κ what one of them counts for (Arora et al. 2024,
   * "Bayesian scaling laws for in-context learning", arXiv 2410.16531). With two kinds that is the
   * mean of their rates under a weight whose logit is linear in n: ln(ρ/(1 − ρ)) + κ·ln(p₁/p₀)·n.
   *
   * @param plain rate of the one kind
   * @param marked rate of the other
   * @param logit of the other's weight without shots
   * @param slope what one shot adds to it
   */
  record Mixture(double plain, double marked, double logit, double slope) implements DoseCurve {
    @Override
    public double rate(double shots) {
      double weight = 1 / (1 + Math.exp(-(logit + slope * shots)));
      return (1 - weight) * plain + weight * marked;
    }
  }
}
