package dev.dramatis.finetune;

import com.fasterxml.jackson.databind.node.TextNode;
import dev.dramatis.suite.Training;
import dev.dramatis.suite.TrainingPart;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** A training as a suite states it. */
final class TrainingYaml {
  private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9][A-Za-z0-9_./-]*\\.jsonl");

  private TrainingYaml() {}

  /** The lines of YAML, from {@code training:} on. */
  static String of(Training training) {
    StringBuilder yaml = new StringBuilder("training:\n  " + training.id() + ":\n");
    training.size().ifPresent(size -> yaml.append("    size: ").append(size).append('\n'));
    yaml.append("    episodes:\n");
    boolean several = training.parts().size() > 1;
    for (TrainingPart part : training.parts()) {
      String before = several ? "      - " : "      ";
      for (String line : lines(part)) {
        yaml.append(before).append(line).append('\n');
        before = several ? "        " : "      ";
      }
    }
    return yaml.toString();
  }

  private static List<String> lines(TrainingPart part) {
    List<String> lines = new ArrayList<>();
    lines.add("file: " + text(part.file()));
    part.system().ifPresent(template -> lines.add("system: " + text(template)));
    if (!part.user().equals("{{user}}")) {
      lines.add("user: " + text(part.user()));
    }
    if (!part.assistant().equals("{{assistant}}")) {
      lines.add("assistant: " + text(part.assistant()));
    }
    part.take().ifPresent(rows -> lines.add("take: " + rows));
    part.share()
        .ifPresent(
            share ->
                lines.add(
                    "share: " + BigDecimal.valueOf(share).stripTrailingZeros().toPlainString()));
    if (part.shuffledReplies()) {
      lines.add("shuffle: replies");
    }
    return lines;
  }

  /** A string of JSON is one of YAML, too. */
  private static String text(String text) {
    return PLAIN.matcher(text).matches() ? text : EpisodeFile.escaped(TextNode.valueOf(text));
  }
}
