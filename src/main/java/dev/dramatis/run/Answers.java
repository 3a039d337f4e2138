package dev.dramatis.run;

import dev.dramatis.suite.Plan;
import dev.dramatis.suite.Sha256;
import dev.dramatis.suite.Trial;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Who answered the trials of a suite, and a fingerprint of what was said.
 *
 * @param served the models as they named themselves, by the role that they were asked in
 * @param fingerprint of all replies with the places that they belong to: equal only where every
 *     reply is the same word for word, in whatever order they were asked
 */
public record Answers(Map<String, List<String>> served, String fingerprint) {
  private static final int BYTES = 12;

  public Answers {
    served = Collections.unmodifiableMap(new LinkedHashMap<>(served));
  }

  static Answers of(Plan plan, JournalIndex index) {
    Map<String, TreeSet<String>> served = new TreeMap<>();
    byte[] fingerprint = new byte[BYTES];
    for (int i = 0; i < plan.size(); i++) {
      Trial trial = plan.trial(i);
      Optional<TrialRow> row = index.trial(trial.id());
      if (row.isPresent()) {
        StringBuilder said = new StringBuilder();
        for (TrialRow.Turn turn : row.get().turns()) {
          turn.response()
              .served()
              .model()
              .ifPresent(
                  name ->
                      served
                          .computeIfAbsent(trial.arm().model(), role -> new TreeSet<>())
                          .add(name));
          said.append(turn.response().text()).append('\0').append(turn.response().calls());
        }
        String place = String.join("\0", trial.arm().id(), trial.probe().id(), "" + trial.repeat());
        byte[] hash = Sha256.digest((place + "\0" + said).getBytes(StandardCharsets.UTF_8));
        // Every place is there once, so that no two equal terms take each other away.
        for (int b = 0; b < BYTES; b++) {
          fingerprint[b] ^= hash[b];
        }
      }
    }
    Map<String, List<String>> names = new LinkedHashMap<>();
    served.forEach((role, all) -> names.put(role, List.copyOf(all)));
    return new Answers(names, HexFormat.of().formatHex(fingerprint));
  }
}
