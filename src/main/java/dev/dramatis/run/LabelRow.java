package dev.dramatis.run;

import dev.dramatis.classify.Classification;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The labels of one trial as the journal keeps them, by classifier. */
record LabelRow(String trial, Map<String, Labels> labels) {
  /**
   * What one classifier made of the trial's classified turns, in order.
   *
   * @param hash of the classifier that gave them
   */
  record Labels(String hash, List<Classification> turns) {
    Labels {
      turns = List.copyOf(turns);
    }
  }

  LabelRow {
    labels = Collections.unmodifiableMap(new LinkedHashMap<>(labels));
  }
}
