package dev.dramatis.finetune;

import dev.dramatis.suite.DrawnEpisode;
import dev.dramatis.suite.EpisodeRow;
import dev.dramatis.suite.EpisodeSet;
import dev.dramatis.suite.Names;
import dev.dramatis.suite.Template;
import dev.dramatis.suite.Training;
import dev.dramatis.suite.TrainingPart;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A training that is made of files without a suite. It is made as a suite would make it, so that a
 * suite which states it has the same episodes.
 */
public final class EpisodeRecipe {
  private final Training training;
  private final Map<String, List<EpisodeRow>> rows = new LinkedHashMap<>();

  /**
   * A file that it draws from.
   *
   * @param name as the training's parts name it
   * @param shown as the user names it, for messages
   */
  public record Source(String name, String shown, List<EpisodeRow> rows) {
    public Source {
      rows = List.copyOf(rows);
    }
  }

  /**
   * @throws IllegalArgumentException if a template cannot be read or a row lacks what it names
   */
  public EpisodeRecipe(Training training, List<Source> sources) {
    this.training = training;
    for (Source source : sources) {
      rows.put(source.name(), source.rows());
      training.parts().stream()
          .filter(part -> part.file().equals(source.name()))
          .forEach(part -> requireFields(part, source));
    }
  }

  private static void requireFields(TrainingPart part, Source source) {
    Set<String> names = new LinkedHashSet<>(Template.parse(part.user()).names());
    part.system().ifPresent(text -> names.addAll(Template.parse(text).names()));
    names.addAll(Template.parse(part.assistant()).names());
    for (EpisodeRow row : source.rows()) {
      Set<String> fields = row.values().keySet();
      for (String name : names) {
        if (!fields.contains(name)) {
          throw new IllegalArgumentException(
              "%s:%d: this row has no field \"%s\". %s%s"
                  .formatted(
                      source.shown(),
                      row.line(),
                      name,
                      name.equals("assistant")
                          ? "Say which one is the reply: episodes recontextualise --assistant"
                              + " \"{{FIELD}}\". "
                          : "",
                      Names.hint("Fields there", name, fields)));
        }
      }
    }
  }

  /**
   * The episodes.
   *
   * @param seed what is drawn by: a suite's id for what that suite draws
   * @throws IllegalArgumentException if a file has too few rows
   */
  public List<DrawnEpisode> draw(String seed) {
    return EpisodeSet.drawn(seed, training, rows);
  }

  /** The same in the order of the file's rows. */
  public List<DrawnEpisode> drawInOrder(String seed) {
    return draw(seed).stream().sorted(Comparator.comparingInt(each -> each.row().line())).toList();
  }

  /** How a suite states it. */
  public String yaml() {
    return TrainingYaml.of(training);
  }
}
