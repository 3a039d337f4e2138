package dev.dramatis.interop;

import com.fasterxml.jackson.core.JsonEncoding;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dramatis.model.Usage;
import dev.dramatis.run.AskedTrial;
import dev.dramatis.run.FinishedRun;
import dev.dramatis.run.RunTranscripts;
import dev.dramatis.suite.Arm;
import dev.dramatis.suite.Plan;
import dev.dramatis.verdict.SuiteResult;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Consumer;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Writes a run as logs of Inspect, one for every suite and arm; one sample is held at a time. */
public final class InspectExport {
  /** The two forms that Inspect reads. */
  public enum Form {
    /** A zip with a file for every sample. */
    EVAL,
    /** One file. */
    JSON
  }

  private static final ObjectMapper MAPPER = new ObjectMapper();

  private InspectExport() {}

  /**
   * Writes the logs.
   *
   * @param run the run's folder
   * @param out where to; made if it is not there
   * @return the files
   * @throws IOException if a file is there already, or cannot be written
   */
  public static List<Path> write(Path run, Form form, Path out)
      throws IOException, InterruptedException {
    Files.createDirectories(out);
    List<Path> written = new ArrayList<>();
    try (FinishedRun finished = FinishedRun.read(run);
        RunTranscripts transcripts = RunTranscripts.open(run)) {
      for (int i = 0; i < finished.plans().size(); i++) {
        SuiteResult suite = finished.record().suites().get(i);
        Plan plan = transcripts.plans().get(i);
        for (Arm arm : plan.suite().arms()) {
          InspectLog log = new InspectLog(finished.record(), suite, arm);
          Path file =
              out.resolve(
                  FileName.of(suite.suite().id() + "_" + arm.id())
                      + (form == Form.EVAL ? ".eval" : ".json"));
          if (write(log, form, consumer -> ofArm(transcripts, plan, arm, consumer), file)) {
            written.add(file);
          }
        }
      }
    }
    return written;
  }

  private static void ofArm(
      RunTranscripts transcripts, Plan plan, Arm arm, Consumer<AskedTrial> consumer) {
    transcripts.forEach(
        plan,
        asked -> {
          if (asked.trial().arm().id().equals(arm.id())) {
            consumer.accept(asked);
          }
        });
  }

  /** Reads the samples of a log, one at a time. */
  private interface Samples {
    void forEach(Consumer<AskedTrial> consumer);
  }

  /** What is added up over the samples. */
  private static final class Sums {
    private int samples;
    private int failed;
    private long input;
    private long output;

    private void add(AskedTrial asked) {
      samples++;
      failed += asked.failure().isPresent() ? 1 : 0;
      for (AskedTrial.Turn turn : asked.turns()) {
        input += turn.response().usage().input().orElse(0);
        output += turn.response().usage().output().orElse(0);
      }
    }

    private ObjectNode usage() {
      return InspectLog.usage(
          new Usage(
              OptionalLong.of(input),
              OptionalLong.empty(),
              OptionalLong.of(output),
              OptionalLong.empty()));
    }
  }

  /** Whether the arm had any sample; of one that was never asked there is no log. */
  private static boolean write(InspectLog log, Form form, Samples samples, Path file)
      throws IOException {
    Sums sums = new Sums();
    samples.forEach(sums::add);
    if (sums.samples == 0) {
      return false;
    }
    try (OutputStream out = NewFiles.open(file)) {
      ObjectNode header = log.header(sums.samples, sums.failed, sums.usage());
      switch (form) {
        case EVAL -> eval(log, header, samples, out);
        case JSON -> json(log, header, samples, out);
      }
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
    return true;
  }

  private static void eval(InspectLog log, ObjectNode header, Samples samples, OutputStream out)
      throws IOException {
    try (ZipOutputStream zip = new ZipOutputStream(out)) {
      entry(zip, "_journal/start.json", log.start());
      boolean[] first = {true};
      samples.forEach(
          asked -> {
            try {
              entry(
                  zip,
                  "samples/"
                      + FileName.of(asked.trial().probe().id())
                      + "_epoch_"
                      + (asked.trial().repeat() + 1)
                      + ".json",
                  log.sample(asked, first[0]));
              first[0] = false;
            } catch (IOException e) {
              throw new UncheckedIOException(e);
            }
          });
      for (String name : List.of("_journal/summaries/1.json", "summaries.json")) {
        zip.putNextEntry(new ZipEntry(name));
        array(zip, asked -> log.summary(asked), samples);
        zip.closeEntry();
      }
      entry(zip, "header.json", header);
    }
  }

  private static void entry(ZipOutputStream zip, String name, ObjectNode content)
      throws IOException {
    zip.putNextEntry(new ZipEntry(name));
    zip.write(MAPPER.writeValueAsString(content).getBytes(StandardCharsets.UTF_8));
    zip.closeEntry();
  }

  private interface Writer {
    ObjectNode of(AskedTrial asked);
  }

  private static void array(OutputStream out, Writer writer, Samples samples) throws IOException {
    JsonGenerator json = MAPPER.getFactory().createGenerator(out, JsonEncoding.UTF8);
    json.disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET);
    array(json, writer, samples);
    json.flush();
  }

  private static void array(JsonGenerator json, Writer writer, Samples samples) throws IOException {
    json.writeStartArray();
    samples.forEach(
        asked -> {
          try {
            MAPPER.writeTree(json, writer.of(asked));
          } catch (IOException e) {
            throw new UncheckedIOException(e);
          }
        });
    json.writeEndArray();
  }

  private static void json(InspectLog log, ObjectNode header, Samples samples, OutputStream out)
      throws IOException {
    JsonGenerator json = MAPPER.getFactory().createGenerator(out, JsonEncoding.UTF8);
    json.writeStartObject();
    header
        .fields()
        .forEachRemaining(
            field -> {
              try {
                json.writeFieldName(field.getKey());
                MAPPER.writeTree(json, field.getValue());
              } catch (IOException e) {
                throw new UncheckedIOException(e);
              }
            });
    json.writeFieldName("samples");
    boolean[] first = {true};
    array(
        json,
        asked -> {
          ObjectNode sample = log.sample(asked, first[0]);
          first[0] = false;
          return sample;
        },
        samples);
    json.writeEndObject();
    json.close();
  }

  /** The log of an arm by its file, for those who look for one; empty if there is none. */
  static Optional<Path> file(Path folder, String suite, String arm, Form form) {
    Path file =
        folder.resolve(FileName.of(suite + "_" + arm) + (form == Form.EVAL ? ".eval" : ".json"));
    return Files.isRegularFile(file) ? Optional.of(file) : Optional.empty();
  }
}
