package dev.dramatis.classify;

import dev.dramatis.classify.VoiceFeature.Scale;
import dev.dramatis.classify.VoiceFeature.Where;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The features of the voice with their weights and phrases, read from {@code voice.txt}. */
final class VoiceLexicon {
  private static final String RESOURCE = "/classify/voice.txt";

  /** Tokens that count as the ending. */
  private static final int ENDING = 40;

  /** Words of which a rate is taken at least; one word in a few says little. */
  private static final int FEWEST_RATED = 40;

  private final String source;
  private final Map<String, VoiceFeature> features = new LinkedHashMap<>();
  private final List<List<VoiceFeature>> featuresOfPhrase = new ArrayList<>();
  private final Phrases phrases;

  private VoiceLexicon(String source) {
    this.source = source;
    Map<String, List<VoiceFeature>> all = new LinkedHashMap<>();
    VoiceFeature current = null;
    for (String line : source.split("\n", -1)) {
      if (line.startsWith("@")) {
        current = heading(line);
        if (features.put(current.name(), current) != null) {
          throw new IllegalStateException(RESOURCE + ": twice: " + line);
        }
      } else if (!line.isBlank() && !line.startsWith("#")) {
        if (current == null) {
          throw new IllegalStateException(RESOURCE + ": a phrase before any feature: " + line);
        }
        for (String phrase : line.split(" \\| ", -1)) {
          all.computeIfAbsent(phrase, once -> new ArrayList<>()).add(current);
        }
      }
    }
    this.phrases = new Phrases(List.copyOf(all.keySet()));
    all.values().forEach(each -> featuresOfPhrase.add(List.copyOf(each)));
  }

  /** The shipped lexicon. */
  static VoiceLexicon load() {
    try (InputStream stream = VoiceLexicon.class.getResourceAsStream(RESOURCE)) {
      if (stream == null) {
        throw new IllegalStateException("not on the class path: " + RESOURCE);
      }
      return new VoiceLexicon(new String(stream.readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The resource as read. */
  String source() {
    return source;
  }

  /** Every feature, in the resource's order. */
  Collection<VoiceFeature> features() {
    return Collections.unmodifiableCollection(features.values());
  }

  VoiceFeature feature(String name) {
    VoiceFeature feature = features.get(name);
    if (feature == null) {
      throw new IllegalStateException(RESOURCE + " has no feature " + name);
    }
    return feature;
  }

  /** The phrases of a passage that stand where they count. */
  List<Signal> read(Passage passage) {
    Tokens tokens = passage.tokens();
    List<Signal> signals = new ArrayList<>();
    Map<VoiceFeature, Signal> rates = new LinkedHashMap<>();
    double each = 100.0 / Math.max(FEWEST_RATED, tokens.wordCount());
    for (Phrases.Found found : phrases.in(tokens)) {
      for (VoiceFeature feature : featuresOfPhrase.get(found.phrase())) {
        if (feature.where() == Where.RATE) {
          Signal rate =
              new Signal(
                  feature.name(), each, tokens.start(found.first()), tokens.end(found.last()));
          rates.merge(feature, rate, Signal::plus);
        } else if (counts(feature.where(), passage, found)) {
          signals.add(
              new Signal(feature.name(), 1, tokens.start(found.first()), tokens.end(found.last())));
        }
      }
    }
    signals.addAll(rates.values());
    return signals;
  }

  private static boolean counts(Where where, Passage passage, Phrases.Found found) {
    return switch (where) {
      case START -> beginsText(passage.tokens(), found.first());
      case OPENING -> found.first() < Passage.OPENING;
      case ENDING -> found.last() >= passage.tokens().size() - ENDING;
      case ANYWHERE -> true;
      case LINE -> {
        int start = passage.tokens().start(found.first());
        yield passage.lineAt(start).start() == start;
      }
      case RATE, RULE -> false;
    };
  }

  /** Whether only symbols stand before a token. */
  private static boolean beginsText(Tokens tokens, int token) {
    for (int i = 0; i < token; i++) {
      if (tokens.isWord(i)) {
        return false;
      }
    }
    return true;
  }

  private static VoiceFeature heading(String line) {
    String[] parts = line.split("\\s+", -1);
    if (parts.length != 7) {
      throw new IllegalStateException(
          RESOURCE + ": not \"@ name scale weight most where subtype\": " + line);
    }
    return new VoiceFeature(
        parts[1],
        Scale.valueOf(constant(parts[2])),
        Double.parseDouble(parts[3]),
        Double.parseDouble(parts[4]),
        Where.valueOf(constant(parts[5])),
        parts[6]);
  }

  private static String constant(String word) {
    return word.toUpperCase(Locale.ROOT).replace('-', '_');
  }
}
