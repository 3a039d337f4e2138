package dev.dramatis.calibrate;

import dev.dramatis.suite.Prediction;
import dev.dramatis.verdict.Verdict;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;

/** How often one prediction got which verdict in one world, with its gates on and off. */
public record CalibrationLine(
    String suite,
    String world,
    Prediction prediction,
    Map<Verdict, Integer> gatesOn,
    Map<Verdict, Integer> gatesOff) {
  public CalibrationLine {
    gatesOn = Collections.unmodifiableMap(new EnumMap<>(gatesOn));
    gatesOff = Collections.unmodifiableMap(new EnumMap<>(gatesOff));
  }

  static CalibrationLine empty(String suite, String world, Prediction prediction) {
    Map<Verdict, Integer> none = new EnumMap<>(Verdict.class);
    for (Verdict verdict : Verdict.values()) {
      none.put(verdict, 0);
    }
    return new CalibrationLine(suite, world, prediction, none, none);
  }

  CalibrationLine with(Verdict on, Verdict off) {
    return new CalibrationLine(
        suite, world, prediction, plusOne(gatesOn, on), plusOne(gatesOff, off));
  }

  private static Map<Verdict, Integer> plusOne(Map<Verdict, Integer> counts, Verdict verdict) {
    Map<Verdict, Integer> more = new EnumMap<>(counts);
    more.merge(verdict, 1, Integer::sum);
    return more;
  }
}
