package dev.dramatis.report;

import dev.dramatis.run.RunRecord;
import dev.dramatis.run.Transcript;
import dev.dramatis.run.TranscriptSource;
import dev.dramatis.suite.Probe;
import dev.dramatis.suite.Suite;
import dev.dramatis.verdict.SuiteResult;
import dev.dramatis.verdict.UnitEffect;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Which transcripts of a run its page holds; found in one pass that holds one at a time. */
final class TranscriptSelection {
  /** Drawn at random in every arm, so that the chosen ones are not all that a reader sees. */
  static final int DRAWN_PER_ARM = 10;

  /** Units at either end of the primary's effects whose transcripts are chosen. */
  static final int CHOSEN_PER_END = 5;

  /** Beyond these a browser becomes slow to open the page. */
  static final int MOST_TRANSCRIPTS = 15_000;

  static final long MOST_CHARACTERS = 12_000_000;

  private final Set<String> drawn;
  private final Map<String, Set<String>> chosenProbes;
  private final long transcripts;
  private final long characters;

  private TranscriptSelection(
      Set<String> drawn, Map<String, Set<String>> chosenProbes, long transcripts, long characters) {
    this.drawn = drawn;
    this.chosenProbes = chosenProbes;
    this.transcripts = transcripts;
    this.characters = characters;
  }

  static TranscriptSelection of(RunRecord record, TranscriptSource source) throws IOException {
    Set<String> drawn = new HashSet<>();
    Map<String, Set<String>> chosen = new HashMap<>();
    long[] totals = new long[2];
    for (SuiteResult suite : record.suites()) {
      chosen.put(suite.suite().id(), chosenProbes(suite));
      Map<String, TreeMap<Long, String>> lots = new HashMap<>();
      source.forEach(
          suite.suite().id(),
          transcript -> {
            totals[0]++;
            totals[1] += TranscriptJson.characters(transcript);
            if (transcript.failure().isEmpty()) {
              TreeMap<Long, String> arm =
                  lots.computeIfAbsent(transcript.arm(), name -> new TreeMap<>());
              arm.put(lot(record.seed(), transcript.trial()), transcript.trial());
              if (arm.size() > DRAWN_PER_ARM) {
                arm.pollLastEntry();
              }
            }
          });
      lots.values().forEach(arm -> drawn.addAll(arm.values()));
    }
    return new TranscriptSelection(drawn, chosen, totals[0], totals[1]);
  }

  /** The probes of the units at either end of the first claim of the primary. */
  private static Set<String> chosenProbes(SuiteResult suite) {
    List<UnitEffect> sorted =
        suite.primary().claims().get(0).effects().stream()
            .sorted(Comparator.comparingDouble(UnitEffect::effect))
            .toList();
    Set<String> units =
        Stream.concat(
                sorted.stream().limit(CHOSEN_PER_END),
                sorted.stream().skip(Math.max(0, sorted.size() - CHOSEN_PER_END)))
            .map(UnitEffect::unit)
            .collect(Collectors.toSet());
    Suite written = suite.suite();
    return written.probes().stream()
        .filter(probe -> units.contains(probe.unit()))
        .map(Probe::id)
        .collect(Collectors.toSet());
  }

  /** A number that decides the draw; the same for the same seed and trial. */
  private static long lot(long seed, String trial) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      byte[] hash = digest.digest((seed + ":" + trial).getBytes(StandardCharsets.UTF_8));
      return ByteBuffer.wrap(hash).getLong();
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  boolean isDrawn(Transcript transcript) {
    return drawn.contains(transcript.trial());
  }

  boolean isChosen(Transcript transcript) {
    return chosenProbes.getOrDefault(transcript.suite(), Set.of()).contains(transcript.probe());
  }

  /** Whether the page holds every transcript. */
  boolean holdsAll() {
    return transcripts <= MOST_TRANSCRIPTS && characters <= MOST_CHARACTERS;
  }

  /** What the page holds, as a sentence. */
  String sentence() {
    if (holdsAll()) {
      return "This page holds all " + Numbers.count(transcripts) + " transcripts of the run.";
    }
    return "The run has "
        + Numbers.count(transcripts)
        + " transcripts, too many for one page. It holds "
        + DRAWN_PER_ARM
        + " drawn at random per arm, those of the most extreme probes of each primary, and up to "
        + Numbers.count(TranscriptEmbedding.MOST_FAILURES)
        + " that failed, per suite; the journal holds all.";
  }
}
