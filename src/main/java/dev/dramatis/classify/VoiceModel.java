package dev.dramatis.classify;

import dev.dramatis.suite.ClassifierSpec.Voice.Sees;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The fitted weights of the features that speak for or against a base model, in log-odds per unit:
 * one set for a response alone, one for a response with its prompt.
 */
final class VoiceModel {
  private static final String RESOURCE = "/classify/voice-weights.txt";

  private final String source;
  private final Map<String, Double> weights;

  VoiceModel(String source, Map<String, Double> weights) {
    this.source = source;
    this.weights = Map.copyOf(weights);
  }

  /** The shipped weights for what the classifier sees. */
  static VoiceModel load(Sees sees) {
    try (InputStream stream = VoiceModel.class.getResourceAsStream(RESOURCE)) {
      if (stream == null) {
        throw new IllegalStateException("not on the class path: " + RESOURCE);
      }
      String source = new String(stream.readAllBytes(), StandardCharsets.UTF_8);
      Map<String, Double> weights = new LinkedHashMap<>();
      for (String line : source.split("\n", -1)) {
        if (!line.isBlank() && !line.startsWith("#")) {
          String[] parts = line.split("\\s+", -1);
          weights.put(parts[0], Double.valueOf(parts[sees == Sees.RESPONSE ? 1 : 2]));
        }
      }
      return new VoiceModel(source, weights);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The resource as read. */
  String source() {
    return source;
  }

  /** A feature's weight; 0 for one that was not fitted. */
  double weight(String feature) {
    return weights.getOrDefault(feature, 0.0);
  }
}
