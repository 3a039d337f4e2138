package dev.dramatis.simulate;

import dev.dramatis.suite.WorldSpec;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The texts that mean something to any reader, in capitals or not. */
final class Cues {
  private final List<Cue> cues = new ArrayList<>();

  private record Cue(String text, Signals signals) {}

  Cues(Optional<WorldSpec> world, Cast cast) {
    for (WorldSpec.Cue cue : world.map(WorldSpec::cues).orElse(List.of())) {
      Signals signals =
          switch (cue.meaning()) {
            case ASKS -> new Signals(1L << cast.axis(cue.name()), 0, new BitSet());
            case EVOKES -> new Signals(0, 1L << cast.axis(cue.name()), new BitSet());
            case NAMES -> {
              BitSet names = new BitSet();
              names.set(cast.character(cue.name()));
              yield new Signals(0, 0, names);
            }
          };
      cues.add(new Cue(cue.text().toLowerCase(Locale.ROOT), signals));
    }
  }

  Signals read(String text) {
    long asks = 0;
    long evokes = 0;
    BitSet names = new BitSet();
    String lower = text.toLowerCase(Locale.ROOT);
    for (Cue cue : cues) {
      if (lower.contains(cue.text())) {
        asks |= cue.signals().asks();
        evokes |= cue.signals().evokes();
        names.or(cue.signals().names());
      }
    }
    return asks == 0 && evokes == 0 && names.isEmpty()
        ? Signals.NONE
        : new Signals(asks, evokes, names);
  }
}
