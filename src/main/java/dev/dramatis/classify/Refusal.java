package dev.dramatis.classify;

import dev.dramatis.classify.VoiceFeature.Scale;
import java.util.Collection;
import java.util.Optional;

/**
 * Finds a refusal in the opening of a reply: a phrase that is one, or an inability of the speaker
 * followed by the act that was asked for. "I can't see an attachment" and "I can't give an exact
 * figure" are answers.
 */
final class Refusal {
  /** Characters from an inability to the end of its act: some six words. */
  private static final int REACH = 40;

  private Refusal() {}

  /** The part that refuses, if any of a passage's phrases does. */
  static Optional<Signal> in(Passage passage, VoiceLexicon lexicon, Collection<Signal> signals) {
    Optional<Signal> unable = Optional.empty();
    for (Signal signal : signals) {
      VoiceFeature feature = lexicon.feature(signal.feature());
      if (feature.scale() == Scale.REFUSAL) {
        if (feature.weight() > 0) {
          return Optional.of(signal);
        }
        unable = Optional.of(signal);
      } else if (unable.isPresent() && reaches(passage, unable.get(), signal)) {
        if (feature.scale() == Scale.NOT_REFUSED) {
          unable = Optional.empty();
        } else if (feature.scale() == Scale.REFUSED_ACT
            && isNotExcepted(lexicon, signals, signal)) {
          return Optional.of(new Signal("refuses", 1, unable.get().start(), signal.end()));
        }
      }
    }
    return Optional.empty();
  }

  private static boolean reaches(Passage passage, Signal unable, Signal act) {
    int from = unable.end();
    if (act.start() < from || act.start() - from > REACH) {
      return false;
    }
    String between = passage.text().substring(from, act.start());
    return between.indexOf('.') < 0 && between.indexOf('\n') < 0;
  }

  /** "I can't give you an exact …": what is missing is named right after the act. */
  private static boolean isNotExcepted(
      VoiceLexicon lexicon, Collection<Signal> signals, Signal act) {
    return signals.stream()
        .noneMatch(
            other ->
                lexicon.feature(other.feature()).scale() == Scale.NOT_REFUSED
                    && other.start() >= act.end()
                    && other.start() - act.end() < REACH / 2);
  }
}
