package dev.dramatis.interop;

import com.fasterxml.jackson.databind.SequenceWriter;
import com.fasterxml.jackson.dataformat.csv.CsvMapper;
import com.fasterxml.jackson.dataformat.csv.CsvSchema;
import dev.dramatis.classify.Classification;
import dev.dramatis.classify.Classification.Abstained;
import dev.dramatis.classify.Classification.Labelled;
import dev.dramatis.model.Response;
import dev.dramatis.run.AskedTrial;
import dev.dramatis.run.FinishedRun;
import dev.dramatis.run.RunTranscripts;
import dev.dramatis.suite.ClaimText;
import dev.dramatis.suite.Message;
import dev.dramatis.suite.Plan;
import dev.dramatis.verdict.ClaimResult;
import dev.dramatis.verdict.PredictionResult;
import dev.dramatis.verdict.SuiteResult;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Writes a run as two tables: {@code trials.csv}, a row for every reply, and {@code
 * predictions.csv}, a row for every claim. RFC 4180 in UTF-8. A text that a spreadsheet would take
 * for a formula is led by an apostrophe, unless that is switched off; numbers never are.
 */
public final class CsvExport {
  private static final CsvMapper CSV = new CsvMapper();

  private final boolean guarded;

  private CsvExport(boolean guarded) {
    this.guarded = guarded;
  }

  /**
   * Writes the tables.
   *
   * @param guarded whether formulas are kept from coming to life
   * @return the files
   * @throws IOException if a file cannot be written
   */
  public static List<Path> write(Path run, boolean guarded, Path out)
      throws IOException, InterruptedException {
    Files.createDirectories(out);
    CsvExport export = new CsvExport(guarded);
    Path trials = out.resolve("trials.csv");
    Path predictions = out.resolve("predictions.csv");
    try (FinishedRun finished = FinishedRun.read(run);
        RunTranscripts transcripts = RunTranscripts.open(run)) {
      export.predictions(finished, predictions);
      export.trials(transcripts, trials);
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
    return List.of(trials, predictions);
  }

  private static SequenceWriter writer(OutputStream out, List<String> columns) throws IOException {
    CsvSchema.Builder schema = CsvSchema.builder();
    columns.forEach(schema::addColumn);
    return CSV.writer(schema.build().withHeader().withLineSeparator("\r\n")).writeValues(out);
  }

  private void predictions(FinishedRun run, Path file) throws IOException {
    List<String> columns =
        List.of(
            "suite",
            "prediction",
            "role",
            "bearing",
            "verdict",
            "reason",
            "claim",
            "contrast",
            "bound",
            "margin",
            "estimate",
            "lower",
            "upper",
            "p",
            "units",
            "scope");
    try (OutputStream out = NewFiles.open(file);
        SequenceWriter rows = writer(out, columns)) {
      for (SuiteResult suite : run.record().suites()) {
        for (PredictionResult result : suite.predictions()) {
          int number = 0;
          for (ClaimResult claim : result.claims()) {
            number++;
            rows.write(
                row(
                    suite.suite().id(),
                    result.prediction().id(),
                    word(result.prediction().role()),
                    word(result.prediction().bearing()),
                    word(result.verdict()),
                    result.reason(),
                    number,
                    ClaimText.of(claim.claim().contrast()),
                    claim.claim().bound().getClass().getSimpleName().toLowerCase(Locale.ROOT),
                    claim.claim().bound().margin(),
                    number(claim.estimate()),
                    claim.interval().lower(),
                    claim.interval().upper(),
                    claim.pValue(),
                    claim.units(),
                    word(result.scope())));
          }
        }
      }
    }
  }

  private void trials(RunTranscripts run, Path file) throws IOException {
    TreeSet<String> classifiers = new TreeSet<>();
    run.plans().forEach(plan -> classifiers.addAll(plan.suite().classifiers().keySet()));
    List<String> columns =
        new ArrayList<>(
            List.of(
                "suite",
                "arm",
                "probe",
                "kind",
                "group",
                "family",
                "repeat",
                "turn",
                "trial",
                "model",
                "served",
                "at",
                "outcome",
                "finish",
                "input tokens",
                "output tokens",
                "asked",
                "reply",
                "failure"));
    for (String name : classifiers) {
      columns.addAll(List.of(name + " label", name + " subtype", name + " score"));
    }
    try (OutputStream out = NewFiles.open(file);
        SequenceWriter rows = writer(out, columns)) {
      for (Plan plan : run.plans()) {
        run.forEach(
            plan,
            asked -> {
              try {
                trial(asked, classifiers, rows);
              } catch (IOException e) {
                throw new UncheckedIOException(e);
              }
            });
      }
    }
  }

  private void trial(AskedTrial asked, TreeSet<String> classifiers, SequenceWriter rows)
      throws IOException {
    int turns = Math.max(1, asked.turns().size());
    for (int turn = 0; turn < turns; turn++) {
      boolean answered = turn < asked.turns().size();
      List<Object> cells =
          new ArrayList<>(
              List.of(
                  asked.trial().suite(),
                  asked.trial().arm().id(),
                  asked.trial().probe().id(),
                  asked.trial().probe().kind().orElse(""),
                  asked.trial().probe().group().orElse(""),
                  asked.trial().probe().family().orElse(""),
                  asked.trial().repeat() + 1,
                  turn + 1,
                  asked.trial().id(),
                  asked.trial().model()));
      if (answered) {
        AskedTrial.Turn given = asked.turns().get(turn);
        Response response = given.response();
        cells.add(response.served().model().orElse(""));
        cells.add(asked.at().toString());
        cells.add(word(response.outcome()));
        cells.add(response.finishReason().orElse(""));
        cells.add(response.usage().input().isPresent() ? response.usage().input().getAsLong() : "");
        cells.add(
            response.usage().output().isPresent() ? response.usage().output().getAsLong() : "");
        cells.add(question(asked, turn));
        cells.add(response.text());
        cells.add(asked.failure().map(failure -> failure.message()).orElse(""));
        for (String name : classifiers) {
          label(given.labels().get(name), cells);
        }
      } else {
        cells.addAll(List.of("", asked.at().toString(), "failed", "", "", "", "", ""));
        cells.add(asked.failure().map(failure -> failure.message()).orElse(""));
        classifiers.forEach(name -> cells.addAll(List.of("", "", "")));
      }
      rows.write(row(cells.toArray()));
    }
  }

  private static String question(AskedTrial asked, int turn) {
    List<String> replies = new ArrayList<>();
    for (int i = 0; i < turn; i++) {
      replies.add(asked.turns().get(i).response().text());
    }
    return Message.lastOfUser(asked.trial().conversation().request(replies));
  }

  private static void label(@Nullable Classification classification, List<Object> cells) {
    if (classification instanceof Labelled labelled) {
      cells.add(labelled.label());
      cells.add(labelled.subtype().orElse(""));
      cells.add(number(labelled.score()));
    } else {
      cells.add(
          classification == null
              ? ""
              : classification instanceof Abstained ? "(abstained)" : "(unusable)");
      cells.addAll(List.of("", ""));
    }
  }

  private static Object number(OptionalDouble value) {
    return value.isPresent() ? (Object) value.getAsDouble() : "";
  }

  private static String word(Object constant) {
    return constant.toString().toLowerCase(Locale.ROOT).replace('_', ' ');
  }

  private List<Object> row(Object... cells) {
    List<Object> row = new ArrayList<>();
    for (Object cell : cells) {
      row.add(cell instanceof String text && guarded ? guard(text) : cell);
    }
    return row;
  }

  private static String guard(String text) {
    return !text.isEmpty() && "=+-@\t\r".indexOf(text.charAt(0)) >= 0 ? "'" + text : text;
  }
}
