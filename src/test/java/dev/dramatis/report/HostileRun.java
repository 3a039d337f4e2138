package dev.dramatis.report;

import dev.dramatis.classify.Classification;
import dev.dramatis.model.ModelSettings;
import dev.dramatis.model.Response;
import dev.dramatis.run.RunRecord;
import dev.dramatis.run.Transcript;
import dev.dramatis.run.TranscriptSource;
import dev.dramatis.suite.Bearing;
import dev.dramatis.suite.Bound;
import dev.dramatis.suite.Role;
import dev.dramatis.suite.Suite;
import dev.dramatis.verdict.Gating;
import dev.dramatis.verdict.SuiteEvaluation;
import dev.dramatis.verdict.TrialOutcome;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/** A run in which every text that can come from outside tries to break out of the page. */
final class HostileRun {
  /** Each would change the page's title, or reorder, hide or end something, if it came to life. */
  static final List<String> PAYLOADS =
      List.of(
          "<script>document.title='owned'</script>",
          "</script><script>document.title='owned'</script>",
          "<!--<script>document.title='owned'",
          "<img src=x onerror=\"document.title='owned'\">",
          "\"><svg onload=document.title='owned'>",
          "' onmouseover='document.title=1",
          "</title></style></textarea><iframe srcdoc=\"<script>parent.document.title=1</script>\">",
          "<a href=\"javascript:document.title='owned'\">x</a>",
          "]]><x/>&bogus;&#x3c;script&#x3e;",
          "${7*7} @raw <%= 7*7 %> {{constructor}}",
          "| a | b |\n|---|---|\n# heading ![x](http://example.invalid/x.png) @someone $x$",
          "\u001b[2J\u001b]0;owned\u0007 bell \u0000 null \u0085 \u007f",
          "\u202Egnp.exe\u202C \u2066isolate\u2069 \u200Bzero\uFEFF",
          "\uD800 lone \uDFFF surrogates \uFFFE",
          "line\u2028separator\u2029end",
          "carriage\rreturn\r\nand newline");

  static final String LONG = "x".repeat(1 << 20) + "the-end-of-the-long-reply";

  private final Suite suite;

  HostileRun() {
    String everything = String.join(" ", PAYLOADS);
    ExampleSuite builder =
        new ExampleSuite("hostile", everything).repeats(1).arm("a" + PAYLOADS.get(4)).arm("b");
    for (int i = 0; i < PAYLOADS.size(); i++) {
      builder.probe("p" + i + PAYLOADS.get(i), Optional.of(PAYLOADS.get(i)), PAYLOADS.get(i));
    }
    suite =
        builder
            .predicts(
                "hostile-primary" + PAYLOADS.get(0),
                Role.PRIMARY,
                Bearing.RIVAL,
                everything,
                ExampleSuite.difference("a" + PAYLOADS.get(4), "b", new Bound.Above(0.05)))
            .build();
  }

  RunRecord record() {
    String everything = String.join(" ", PAYLOADS);
    return new RunRecord(
        "run" + everything,
        Instant.EPOCH,
        Instant.EPOCH,
        Instant.EPOCH.plusSeconds(1),
        everything,
        Map.of("chat", everything),
        Map.of(),
        List.of(everything),
        Map.of(
            everything,
            new ModelSettings(Optional.empty(), Optional.empty(), Map.of(everything, everything))),
        Optional.of(everything),
        false,
        1,
        1,
        false,
        new RunRecord.Counts(
            34,
            30,
            1,
            2,
            1,
            30,
            31,
            Optional.empty(),
            Optional.empty(),
            Map.of(everything, 30L),
            Map.of(everything, 1L),
            OptionalDouble.of(0.25)),
        PAYLOADS,
        PAYLOADS,
        List.of(
            SuiteEvaluation.of(
                suite,
                (arm, probe, repeat) ->
                    new TrialOutcome.Answered(
                        List.of(new TrialOutcome.Turn(Response.Outcome.TEXT, labels("x")))),
                Gating.ON)),
        Map.of(),
        List.of(new RunRecord.EarlierRun(everything, Instant.EPOCH, "hostile", everything)));
  }

  private static Map<String, Classification> labels(String text) {
    return Map.of(
        "voice",
        new Classification.Labelled(text, Optional.of(text), OptionalDouble.of(0.5), text));
  }

  TranscriptSource transcripts() {
    return (id, consumer) -> {
      for (int i = 0; i < PAYLOADS.size(); i++) {
        String text = PAYLOADS.get(i);
        consumer.accept(
            transcript(
                "t" + i,
                i,
                new Transcript.Turn(text, text, text, List.of(text), text, text, labels(text)),
                ""));
      }
      consumer.accept(
          transcript(
              "long",
              0,
              new Transcript.Turn("tell", "", LONG, List.of(LONG), "text", "stop", Map.of()),
              ""));
      consumer.accept(
          transcript(
              "failed",
              1,
              new Transcript.Turn("ask", "", "", List.of(), "", "", Map.of()),
              String.join(" ", PAYLOADS)));
    };
  }

  private static Transcript transcript(
      String trial, int probe, Transcript.Turn turn, String failure) {
    return new Transcript(
        trial,
        "hostile",
        "a" + PAYLOADS.get(4),
        "p" + probe + PAYLOADS.get(probe),
        0,
        1,
        false,
        List.of(turn),
        failure);
  }
}
