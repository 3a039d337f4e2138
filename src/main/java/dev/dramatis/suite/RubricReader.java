package dev.dramatis.suite;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Reads what a judge is asked, in a suite or in a file of its own. */
final class RubricReader {
  /** Of the schema: anything that names a number. */
  private static final String NUMBER = "[0-9]{1,3}";

  private static final int USUAL_CUT = 50;

  private final SuiteFolder folder;
  private final Problems problems;

  RubricReader(SuiteFolder folder, Problems problems) {
    this.folder = folder;
    this.problems = problems;
  }

  /** The classifier; empty, with the problem noted, if it cannot be used. */
  Optional<ClassifierSpec> read(Located at) {
    Optional<Located> named = at.get("rubric");
    if (named.isEmpty()) {
      return judge(at);
    }
    return folder
        .yaml(named.get().text(), named.get())
        .filter(rubric -> ShapeCheck.RUBRIC.accepts(rubric, problems))
        .flatMap(this::judge);
  }

  private Optional<ClassifierSpec> judge(Located at) {
    int before = problems.complaints();
    Optional<Rubric.Form> form = form(at);
    Map<String, String> escapes = texts(at.get("escapes"));
    if (form.isEmpty() || !labelsDiffer(at, form.get(), escapes)) {
      return Optional.empty();
    }
    Rubric rubric =
        new Rubric(
            form.get(),
            at.text("question").orElse(""),
            at.text("sees").orElse("response").equals("both"),
            escapes);
    List<GoldItem> gold = gold(at, rubric);
    return problems.complaints() > before
        ? Optional.empty()
        : Optional.of(new ClassifierSpec.Judge(rubric, gold));
  }

  private Optional<Rubric.Form> form(Located at) {
    return switch (at.text("asks").orElse("")) {
      case "score" -> {
        Map<Integer, String> anchors = new LinkedHashMap<>();
        texts(at.get("anchors"))
            .forEach(
                (number, what) -> {
                  if (number.matches(NUMBER)) {
                    anchors.put(Integer.parseInt(number), what);
                  }
                });
        yield Optional.of(new Rubric.Score(anchors, (int) at.number("cut").orElse(USUAL_CUT)));
      }
      case "choice" -> Optional.of(new Rubric.Choice(texts(at.get("options"))));
      case "yes-no" -> Optional.of(new Rubric.YesNo());
      default -> Optional.empty();
    };
  }

  private static Map<String, String> texts(Optional<Located> at) {
    Map<String, String> texts = new LinkedHashMap<>();
    at.map(Located::entries)
        .orElse(Map.of())
        .forEach((name, value) -> texts.put(name, value.text()));
    return texts;
  }

  /** A judge's reply is read without regard to case, so labels must differ in more than that. */
  private boolean labelsDiffer(Located at, Rubric.Form form, Map<String, String> escapes) {
    Map<String, String> seen = new HashMap<>();
    List<String> labels = new ArrayList<>(form.labels());
    labels.addAll(escapes.keySet());
    for (String label : labels) {
      if (seen.putIfAbsent(label.toLowerCase(Locale.ROOT), label) != null) {
        problems.add(
            at, "the label \"" + label + "\" stands twice in this rubric. Call one otherwise.");
        return false;
      }
    }
    return true;
  }

  private List<GoldItem> gold(Located at, Rubric rubric) {
    List<GoldItem> items = new ArrayList<>();
    Map<String, Located> ids = new HashMap<>();
    for (Located path : at.items("gold")) {
      for (Located line : folder.jsonLines(path.text(), path).orElse(List.of())) {
        if (ShapeCheck.GOLD.accepts(line, problems)) {
          GoldItem item =
              new GoldItem(
                  line.text("id").orElse(""),
                  line.text("prompt"),
                  line.text("response").orElse(""),
                  line.text("label").orElse(""),
                  line.text("by").orElse("author"));
          if (!rubric.labels().contains(item.label())) {
            problems.add(
                line.getOrThis("label"),
                "\""
                    + item.label()
                    + "\" is no label of this rubric. "
                    + Names.hint("Labels", item.label(), rubric.labels()));
          }
          if (ids.putIfAbsent(item.id(), line) != null) {
            problems.add(
                line.getOrThis("id"),
                "the gold item \"" + item.id() + "\" stands twice. Give each an id of its own.");
          }
          items.add(item);
        }
      }
    }
    return items;
  }
}
