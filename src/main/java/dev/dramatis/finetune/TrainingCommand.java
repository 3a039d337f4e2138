package dev.dramatis.finetune;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A command of the user's that trains a model on this machine. Its words may hold {@code
 * {episodes}}, {@code {base}}, {@code {seed}}, {@code {out}}, {@code {name}}, {@code {epochs}},
 * {@code {batchSize}}, {@code {learningRate}} and {@code {loraRank}}; it ends with status 0, and
 * the last line that it writes is what the model is asked by. No shell reads it.
 *
 * @param words as the user wrote them
 * @param loadsAdapter whether what it made is an adapter that the server is to be told of, by
 *     vLLM's {@code POST /v1/load_lora_adapter}
 */
public record TrainingCommand(List<String> words, boolean loadsAdapter) {
  public TrainingCommand {
    words = List.copyOf(words);
    if (words.isEmpty()) {
      throw new IllegalArgumentException("a training command without words");
    }
  }

  /**
   * Splits a line into words at blanks; quotes keep them together.
   *
   * @throws IllegalArgumentException if a quote is not closed, or there is no word
   */
  public static TrainingCommand parse(String line, boolean loadsAdapter) {
    List<String> words = new ArrayList<>();
    StringBuilder word = new StringBuilder();
    boolean in = false;
    char quote = 0;
    for (char c : line.toCharArray()) {
      if (quote != 0) {
        if (c == quote) {
          quote = 0;
        } else {
          word.append(c);
        }
      } else if (c == '"' || c == '\'') {
        quote = c;
        in = true;
      } else if (Character.isWhitespace(c)) {
        if (in || word.length() > 0) {
          words.add(word.toString());
        }
        word.setLength(0);
        in = false;
      } else {
        word.append(c);
      }
    }
    if (quote != 0) {
      throw new IllegalArgumentException(
          "the training command opens a quote " + quote + " and does not close it: " + line);
    }
    if (in || word.length() > 0) {
      words.add(word.toString());
    }
    return new TrainingCommand(words, loadsAdapter);
  }

  /** The words with their values; a placeholder without a value becomes nothing. */
  List<String> filled(Map<String, String> values) {
    List<String> filled = new ArrayList<>();
    for (String word : words) {
      String text = word;
      for (Map.Entry<String, String> value : values.entrySet()) {
        text = text.replace("{" + value.getKey() + "}", value.getValue());
      }
      filled.add(text);
    }
    return filled;
  }

  @Override
  public String toString() {
    return String.join(" ", words);
  }
}
