package dev.dramatis.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dramatis.classify.Classification;
import dev.dramatis.classify.Classifier;
import dev.dramatis.classify.Classifiers;
import dev.dramatis.classify.Subject;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
    name = "classify",
    description = "Labels transcripts that one already has.",
    mixinStandardHelpOptions = true)
final class ClassifyCommand implements Callable<Integer> {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Context context;

  @Option(names = "--classifier", required = true, paramLabel = "NAME", description = "Which one.")
  private String classifier;

  @Option(
      names = "--in",
      required = true,
      paramLabel = "FILE.jsonl",
      description = "Lines of {\"id\", \"prompt\", \"response\"}.")
  private Path in;

  @Option(
      names = "--out",
      required = true,
      paramLabel = "FILE.jsonl",
      description = "Lines of {\"id\", \"label\", \"subtype\", \"score\", \"evidence\"}.")
  private Path out;

  ClassifyCommand(Context context) {
    this.context = context;
  }

  @Override
  public Integer call() throws Exception {
    Classifier labelling = Classifiers.named(classifier);
    Path source = context.path(in);
    Path target = context.path(out);
    if (!Files.isRegularFile(source)) {
      throw new IllegalArgumentException(in + ": there is no such file.");
    }
    Path temporary = target.resolveSibling(target.getFileName() + ".tmp");
    Map<String, Integer> counts = new TreeMap<>();
    try (BufferedReader reader = Files.newBufferedReader(source);
        BufferedWriter writer = Files.newBufferedWriter(temporary)) {
      int number = 0;
      for (String line = reader.readLine(); line != null; line = reader.readLine()) {
        number++;
        if (!line.isBlank()) {
          ObjectNode labelled = label(labelling, line, number);
          counts.merge(labelled.path("label").asText("(none)"), 1, Integer::sum);
          writer.write(JSON.writeValueAsString(labelled));
          writer.newLine();
        }
      }
    } catch (IOException | IllegalArgumentException e) {
      Files.deleteIfExists(temporary);
      throw e;
    }
    Files.move(temporary, target, StandardCopyOption.REPLACE_EXISTING);
    context.terminal().err().println("Labelled: " + counts + ". Written to " + out + ".");
    return ExitCode.COMPLETE;
  }

  private ObjectNode label(Classifier labelling, String line, int number) {
    JsonNode transcript;
    try {
      transcript = JSON.readTree(line);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(
          in + ":" + number + ": not JSON; write {\"id\", \"prompt\", \"response\"}.", e);
    }
    if (!transcript.path("response").isTextual()) {
      throw new IllegalArgumentException(
          in + ":" + number + ": a transcript needs the text \"response\".");
    }
    Optional<String> prompt =
        transcript.path("prompt").isTextual()
            ? Optional.of(transcript.path("prompt").asText())
            : Optional.empty();
    Classification classification =
        labelling.classify(
            new Subject(
                prompt,
                transcript.path("response").asText(),
                false,
                false,
                Optional.empty(),
                Optional.empty()));
    ObjectNode labelled = JSON.createObjectNode();
    labelled.set(
        "id",
        transcript.path("id").isMissingNode()
            ? JSON.getNodeFactory().numberNode(number)
            : transcript.path("id"));
    ProbeOutput.label(labelled, classification);
    return labelled;
  }
}
