package dev.dramatis.finetune;

import java.util.List;

/**
 * The mean of some numbers and how they vary.
 *
 * @param mean 0 of none
 * @param deviation the standard deviation of a sample; 0 of fewer than two
 */
public record Spread(double mean, double deviation) {
  static Spread of(List<Integer> numbers) {
    double mean = numbers.stream().mapToInt(Integer::intValue).average().orElse(0);
    double squares =
        numbers.stream().mapToDouble(number -> (number - mean) * (number - mean)).sum();
    return new Spread(mean, numbers.size() < 2 ? 0 : Math.sqrt(squares / (numbers.size() - 1)));
  }
}
