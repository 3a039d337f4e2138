package dev.dramatis.suite;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;

/** Numbers as messages show them. */
final class Numbers {
  private static final MathContext FOUR_DIGITS = new MathContext(4, RoundingMode.HALF_EVEN);

  private Numbers() {}

  /** Up to four digits, without trailing zeros. */
  static String show(double number) {
    BigDecimal rounded = new BigDecimal(number).round(FOUR_DIGITS).stripTrailingZeros();
    return rounded.signum() == 0 ? "0" : rounded.toPlainString();
  }
}
