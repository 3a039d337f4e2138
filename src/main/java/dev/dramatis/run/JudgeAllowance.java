package dev.dramatis.run;

import java.util.OptionalDouble;

/** Holds calls to judges against a run's limits. Safe for use by many threads at once. */
record JudgeAllowance(Allowance allowance, Prices prices) implements JudgeBench.Gate {
  @Override
  public boolean begin(String judge, long inputTokens, long outputTokens) {
    return allowance.begin(1, prices.most(judge, inputTokens, outputTokens));
  }

  @Override
  public void end(JudgementRow row, long inputTokens, long outputTokens) {
    allowance.end(
        prices.most(row.judge(), inputTokens, outputTokens),
        row.response()
            .map(response -> prices.cost(row.judge(), response))
            .orElse(OptionalDouble.empty()),
        row.failure().isPresent());
  }
}
