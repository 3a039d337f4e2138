package dev.dramatis.finetune;

import dev.dramatis.suite.Arm;
import dev.dramatis.suite.ContentWords;
import dev.dramatis.suite.DrawnEpisode;
import dev.dramatis.suite.Episode;
import dev.dramatis.suite.Message;
import dev.dramatis.suite.OverlapIndex;
import dev.dramatis.suite.Probe;
import dev.dramatis.suite.Speaker;
import dev.dramatis.suite.Suite;
import dev.dramatis.suite.Template;
import dev.dramatis.suite.Training;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Looks for probes that stand in the episodes of the models that they are put to: their answers
 * would be remembered, not generalised.
 */
final class LeakCheck {
  /**
   * The share of a probe's content words in one episode from which it is named. Suites that allow
   * 0.2 with shots are strict; from 0.6 a question is mostly another wording of the same.
   */
  private static final double NEAR = 0.6;

  /** Words in common with a question at least: two are a subject that many questions have. */
  private static final int LEAST_COMMON = 3;

  /** The same with a question and its reply, where chance finds more. */
  private static final int LEAST_COMMON_WITH_REPLY = 4;

  /** Words named. */
  private static final int MOST_WORDS = 6;

  private static final Pattern NO_LETTER = Pattern.compile("[^\\p{L}\\p{N}]+");

  private final Suite suite;
  private final Findings findings;

  LeakCheck(Suite suite, Findings findings) {
    this.suite = suite;
    this.findings = findings;
  }

  void check(Training training, List<DrawnEpisode> drawn) {
    List<Arm> arms = suite.arms().stream().filter(arm -> asks(arm, training)).toList();
    Map<String, DrawnEpisode> asked = new HashMap<>();
    for (DrawnEpisode each : drawn) {
      questions(each).forEach(question -> asked.putIfAbsent(plain(question), each));
    }
    Near near = new Near(drawn);
    for (Probe probe : suite.probes()) {
      List<Arm> takers = arms.stream().filter(arm -> arm.takes(probe)).toList();
      if (takers.isEmpty()) {
        continue;
      }
      Optional<DrawnEpisode> same =
          forms(probe, takers).stream()
              .map(LeakCheck::plain)
              .filter(form -> !form.isEmpty())
              .flatMap(form -> Optional.ofNullable(asked.get(form)).stream())
              .findFirst();
      if (same.isPresent()) {
        findings.error(
            Finding.Rule.PROBE_ASKED,
            List.of(training.id()),
            findings.place(same.get()),
            "probe \"" + probe.id() + "\" is asked in this episode.",
            "Take the row or the probe out.");
      } else {
        near.look(training, probe);
      }
    }
  }

  /** Whether an arm asks a model that was trained so, however many trainings followed. */
  private boolean asks(Arm arm, Training training) {
    return suite
        .trainings()
        .of(arm.model())
        .map(last -> Lineage.of(suite.trainings(), last).contains(training.id()))
        .orElse(false);
  }

  /** All that an episode's user says, and the row's question without what stands around it. */
  private static Set<String> questions(DrawnEpisode each) {
    Set<String> questions = new LinkedHashSet<>(Set.of(each.row().user()));
    each.episode().messages().stream()
        .filter(message -> message.speaker() == Speaker.USER)
        .map(Message::text)
        .forEach(questions::add);
    return questions;
  }

  /**
   * The probe on its own, and as arms put it; turns of a script that name nothing of it are none.
   */
  private static Set<String> forms(Probe probe, List<Arm> arms) {
    Map<String, String> values = probe.values();
    Set<String> forms = new LinkedHashSet<>();
    probe.text().ifPresent(forms::add);
    for (Arm arm : arms) {
      if (arm.script().isEmpty()) {
        forms.add(Template.parse(arm.template()).fill(values));
      }
      for (Message turn : arm.script()) {
        Template template = Template.parse(turn.text());
        if (turn.speaker() == Speaker.USER && !template.names().isEmpty()) {
          forms.add(template.fill(values));
        }
      }
    }
    return forms;
  }

  /** A text without case, punctuation and blanks. */
  private static String plain(String text) {
    return NO_LETTER.matcher(text.toLowerCase(Locale.ROOT)).replaceAll(" ").strip();
  }

  /** The same question in other words. */
  private final class Near {
    private final List<DrawnEpisode> drawn;
    private final OverlapIndex questions;
    private final OverlapIndex episodes;

    Near(List<DrawnEpisode> drawn) {
      this.drawn = drawn;
      List<String> asked = new ArrayList<>();
      List<String> whole = new ArrayList<>();
      for (DrawnEpisode each : drawn) {
        Episode episode = each.episode();
        asked.add(each.row().user());
        whole.add(each.row().user() + " " + episode.reply());
      }
      this.questions = new OverlapIndex(asked);
      this.episodes = new OverlapIndex(whole);
    }

    void look(Training training, Probe probe) {
      Set<String> words = ContentWords.of(probe.text().or(() -> probe.matter().topic()).orElse(""));
      Optional<OverlapIndex.Overlap> question =
          questions.worst(words).filter(found -> isNear(found, LEAST_COMMON));
      Optional<OverlapIndex.Overlap> overlap =
          question.or(
              () -> episodes.worst(words).filter(found -> isNear(found, LEAST_COMMON_WITH_REPLY)));
      overlap.ifPresent(
          found ->
              findings.warning(
                  Finding.Rule.PROBE_NEAR,
                  List.of(training.id()),
                  findings.place(drawn.get(found.text())),
                  "probe \"%s\" has %d of its %d content words in common with %s (%s)."
                      .formatted(
                          probe.id(),
                          found.common().size(),
                          found.of(),
                          question.isPresent() ? "this question" : "this question and its reply",
                          found.common().stream()
                              .limit(MOST_WORDS)
                              .collect(Collectors.joining(", "))),
                  "Reword the row or the probe, so that it asks something else."));
    }

    private static boolean isNear(OverlapIndex.Overlap overlap, int words) {
      return overlap.common().size() >= words && overlap.share() >= NEAR;
    }
  }
}
