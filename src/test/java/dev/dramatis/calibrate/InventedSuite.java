package dev.dramatis.calibrate;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.dramatis.suite.InvalidSuiteException;
import dev.dramatis.suite.Suite;
import dev.dramatis.suite.SuiteLoader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;

/**
 * A suite made up from a seed: words, axis, domains and design are invented, so that nothing in the
 * program can know its answers.
 */
final class InventedSuite {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int PROBES = 120;
  private static final int SHOTS = 60;
  private static final int UTTERANCES = 12;

  private final Set<String> taken = new HashSet<>();
  private final SplittableRandom random;
  private final String id;

  private InventedSuite(long seed) {
    this.random = new SplittableRandom(seed);
    this.id = "invented-" + word();
  }

  /**
   * Writes a suite and reads it as a user's would be.
   *
   * @param margin that its one prediction must exceed
   */
  static Suite write(Path folder, long seed, double margin)
      throws IOException, InvalidSuiteException {
    return new InventedSuite(seed).write(folder, margin);
  }

  private Suite write(Path folder, double margin) throws IOException, InvalidSuiteException {
    String axis = word();
    String marker = word();
    String shown = word();
    boolean probesWhereShown = random.nextBoolean();
    String asked = probesWhereShown ? shown : word();
    List<String> plain = utterances("");
    List<String> marked = utterances(marker + " ");
    Files.createDirectories(folder.resolve(id));
    List<String> shots = new ArrayList<>();
    for (int i = 0; i < SHOTS; i++) {
      String topic = word();
      String reply = marked.get(random.nextInt(marked.size())).replace("{{topic}}", topic);
      shots.add(
          line(
              Map.of(
                  "user", "Describe " + topic + " to me.",
                  "assistant", reply,
                  "topic", topic,
                  "domain", shown)));
    }
    Files.write(folder.resolve(id).resolve("shots.jsonl"), shots);
    List<String> probes = new ArrayList<>();
    for (int i = 0; i < PROBES; i++) {
      String topic = word();
      probes.add(
          line(
              Map.of(
                  "id",
                  "p" + i,
                  "text",
                  "What is known of " + topic + "?",
                  "topic",
                  topic,
                  "domain",
                  asked)));
    }
    Files.write(folder.resolve(id).resolve("probes.jsonl"), probes);
    int take = List.of(4, 16, 24, 32).get(random.nextInt(4));
    String control =
        random.nextBoolean()
            ? "{}"
            : "{shots: {from: \"" + id + "/shots.jsonl\", take: " + take + ", as: quoted}}";
    StringBuilder says = new StringBuilder();
    marked.forEach(text -> says.append(utterance(axis, text)));
    plain.forEach(text -> says.append(utterance("", text)));
    Path file = folder.resolve(id + ".yaml");
    Files.writeString(
        file,
        String.format(
            Locale.ROOT,
            """
            suite: %1$s
            title: Invented
            claim: Invented.
            source: {work: none, section: none}
            requires: [chat]
            drawnFrom: invented words
            arms:
              treated: {shots: {from: "%1$s/shots.jsonl", take: %2$d, as: turns}}
              control: %3$s
            probes: {file: %1$s/probes.jsonl}
            classifiers:
              marked: {kind: regex, pattern: '\\b%4$s\\b'}
            predictions:
              differs:
                role: primary
                bearing: core
                says: The marked word becomes more frequent.
                contrast: {difference: [treated, control]}
                measure: {classifier: marked, is: [match]}
                above: %5$.4f
                ifSupported: It does.
                ifContradicted: It does not.
                rivals: [none]
            sampling: {repeats: 3, temperature: 1.0, maxTokens: 100}
            world:
              axes: [%6$s]
              says:
            %7$s""",
            id,
            take,
            control,
            marker,
            margin,
            axis,
            says));
    return SuiteLoader.load(file);
  }

  private static String utterance(String shows, String text) {
    return "    - {shows: [" + shows + "], text: \"" + text + "\"}\n";
  }

  private List<String> utterances(String start) {
    List<String> texts = new ArrayList<>();
    for (int i = 0; i < UTTERANCES; i++) {
      texts.add("It is " + start + "{{topic}} " + word() + " " + word() + ", as many say.");
    }
    return texts;
  }

  /** A word that no other part of the suite is called. */
  private String word() {
    String word;
    do {
      StringBuilder letters = new StringBuilder();
      for (int i = 0; i < 4; i++) {
        letters.append("bdfgklmnprstvz".charAt(random.nextInt(14)));
        letters.append("aeiou".charAt(random.nextInt(5)));
      }
      word = letters.toString();
    } while (!taken.add(word));
    return word;
  }

  private static String line(Map<String, String> fields) {
    try {
      return JSON.writeValueAsString(fields);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }
}
