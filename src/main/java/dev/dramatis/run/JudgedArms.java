package dev.dramatis.run;

import dev.dramatis.suite.Arm;
import dev.dramatis.suite.ClassifierSpec;
import dev.dramatis.suite.Measure;
import dev.dramatis.suite.Prediction;
import dev.dramatis.suite.Suite;
import dev.dramatis.suite.SweepPoint;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Where judges are asked: in the arms in which some prediction reads their labels. Labels of the
 * others would cost as much and decide nothing.
 */
final class JudgedArms {
  private final Map<String, Set<String>> arms = new HashMap<>();

  JudgedArms(Suite suite) {
    suite
        .classifiers()
        .forEach(
            (name, spec) -> {
              if (spec instanceof ClassifierSpec.Judge) {
                arms.put(name, read(suite, name));
              }
            });
  }

  /** Whether a judge is to label the replies of an arm. */
  boolean holds(String classifier, String arm) {
    return arms.getOrDefault(classifier, Set.of()).contains(arm);
  }

  private static Set<String> read(Suite suite, String classifier) {
    Set<String> read = new HashSet<>();
    for (Prediction prediction : suite.predictions()) {
      Stream<Measure> measures =
          Stream.concat(
              prediction.claims().stream().map(claim -> claim.measure()),
              prediction.alternatives().stream());
      if (measures.anyMatch(measure -> measure.classifiers().contains(classifier))) {
        read.addAll(prediction.arms());
      }
    }
    suite.arms().stream()
        .filter(arm -> read.contains(arm.condition()))
        .map(Arm::id)
        .toList()
        .forEach(read::add);
    // The curve of a dose is drawn over all its points.
    List<String> swept =
        suite.arms().stream()
            .filter(arm -> read.contains(arm.condition()))
            .flatMap(arm -> arm.sweep().map(SweepPoint::arm).stream())
            .toList();
    suite.arms().stream()
        .filter(arm -> arm.sweep().map(SweepPoint::arm).filter(swept::contains).isPresent())
        .map(Arm::id)
        .forEach(read::add);
    return read;
  }
}
