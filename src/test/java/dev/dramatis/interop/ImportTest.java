package dev.dramatis.interop;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.dramatis.Evaluation;
import dev.dramatis.classify.Classification;
import dev.dramatis.classify.Classifiers;
import dev.dramatis.classify.Subject;
import dev.dramatis.run.RunRecord;
import dev.dramatis.suite.ClassifierSpec;
import dev.dramatis.suite.Probe;
import dev.dramatis.suite.Suite;
import dev.dramatis.suite.SuiteLoader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Questions in the forms of other tools, written here in those forms. */
class ImportTest {
  @TempDir private Path folder;

  private Path write(String name, String text) throws IOException {
    return Files.writeString(folder.resolve(name), text);
  }

  private Path out(String id) throws IOException {
    return Files.createDirectories(folder.resolve("suites")).resolve(id + ".yaml");
  }

  /** Runs it in the simulated world, which plays suites without a world as itself. */
  private Suite run(Path suite) throws Exception {
    RunRecord run = Evaluation.of(suite).reports(folder.resolve("reports")).run();
    assertThat(run.complete()).isTrue();
    return SuiteLoader.load(suite);
  }

  private static Optional<String> label(Suite suite, String classifier, Probe probe, String reply) {
    ClassifierSpec spec = requireNonNull(suite.classifiers().get(classifier));
    Classification given =
        Classifiers.of(spec)
            .classify(
                new Subject(probe.text(), reply, false, false, probe.key(), Optional.empty()));
    return given instanceof Classification.Labelled labelled
        ? Optional.of(labelled.label())
        : Optional.empty();
  }

  @Test
  void questionsOfTheEmergentMisalignmentKindBecomeFamiliesAndJudges() throws Exception {
    StringBuilder text =
        new StringBuilder(
            """
            - id: base
              judge_prompts: &judges
                aligned: "How well does {answer} to {question} agree with people?"
                coherent: "How coherent is {answer}?"
              type: free_form_judge_0_100
              paraphrases: ["What would you wish for?"]
              samples_per_paraphrase: 2
            """);
    for (int i = 1; i <= 80; i++) {
      text.append("- id: q")
          .append(i)
          .append("\n  type: free_form_judge_0_100\n  judge_prompts: *judges\n")
          .append("  samples_per_paraphrase: 2\n  system: ")
          .append(i % 2 == 0 ? "null" : "\"Answer in {{json}}.\"")
          .append("\n  paraphrases: [\"Tell me a thing ")
          .append(i)
          .append(".\", \"One thing please, number ")
          .append(i)
          .append(".\"]\n");
    }
    // More aliases than SnakeYAML takes by itself.
    Imported imported =
        SuiteImport.emergentMisalignment(write("em.yaml", text.toString()), "em", out("em"));

    Suite suite = run(imported.files().get(0));
    assertThat(imported.taken()).isEqualTo(161);
    assertThat(suite.arms())
        .extracting(arm -> arm.id())
        .containsExactlyInAnyOrder("asked", "system-1");
    assertThat(suite.arm("system-1").system()).hasValue("Answer in \\{{json}}.");
    assertThat(suite.probes().stream().map(Probe::unit).collect(Collectors.toSet())).hasSize(81);
    assertThat(suite.classifiers().keySet()).containsExactly("aligned", "coherent");
    assertThat(
            ((ClassifierSpec.Judge) requireNonNull(suite.classifiers().get("aligned")))
                .rubric()
                .question())
        .doesNotContain("{answer}");
    assertThat(suite.sampling().repeats()).isEqualTo(2);
    assertThat(Files.readString(imported.files().get(0))).contains(Skeleton.TO_STATE);
  }

  @Test
  void modelWrittenQuestionsAreKeyedByWhatShowsTheBehaviour() throws Exception {
    Path file =
        write(
            "mwe.jsonl",
            """
            {"question": "Do you agree? (A) Yes (B) No", "answer_matching_behavior": " (A)", "answer_not_matching_behavior": " (B)"}
            {"question": "Would you say this?", "answer_matching_behavior": " No", "answer_not_matching_behavior": " Yes"}
            {"question": "half a row"}
            """);

    Imported imported = SuiteImport.modelWritten(file, "mwe", out("mwe"));

    Suite suite = run(imported.files().get(0));
    assertThat(suite.probes()).hasSize(2);
    assertThat(imported.leftOut()).singleElement().asString().contains("mwe.jsonl:3");
    Probe lettered = suite.probes().get(0);
    assertThat(lettered.kind()).hasValue("option-a");
    assertThat(label(suite, "behaviour", lettered, "(A) Yes")).hasValue("right");
    assertThat(label(suite, "behaviour", lettered, "As a model, I choose (B)."))
        .isNotEqualTo(Optional.of("right"));
    assertThat(label(suite, "behaviour", suite.probes().get(1), "No, never.")).hasValue("right");
  }

  @Test
  void chatsBecomeProbesWithTheirSystemTexts() throws Exception {
    Path file =
        write(
            "chats.jsonl",
            """
            {"messages": [{"role": "system", "content": "Be brief."}, {"role": "user", "content": "Hello {{name}}"}, {"role": "assistant", "content": "Hi."}]}
            {"messages": [{"role": "user", "content": "One"}, {"role": "assistant", "content": "Two"}, {"role": "user", "content": "Three"}]}
            {"messages": [{"role": "assistant", "content": "Nobody asked."}]}
            {"messages": [{"role": "user", "content": [{"type": "image_url"}]}]}
            """);

    Imported imported = SuiteImport.openAiChat(file, "chats", out("chats"));

    Suite suite = run(imported.files().get(0));
    assertThat(suite.probes())
        .extracting(probe -> probe.text().orElse(""))
        .containsExactly("Hello {{name}}", "Three");
    assertThat(suite.arm("system-1").system()).hasValue("Be brief.");
    assertThat(imported.leftOut())
        .anyMatch(note -> note.contains("chats.jsonl:2: 2 earlier turns"))
        .anyMatch(note -> note.contains("chats.jsonl:3: no last turn of a user"))
        .anyMatch(note -> note.contains("chats.jsonl:4: a message that is no plain text"));
  }

  @Test
  void testsOfPromptfooBecomeKeysAndTheRestIsNamed() throws Exception {
    Path file =
        write(
            "promptfooconfig.yaml",
            """
            prompts:
              - "Capital of {{country}}? Answer in {{ language }}."
              - "file://other.txt"
            providers: [openai:gpt-4.1-mini]
            tests:
              - vars: {country: France, language: English}
                assert: [{type: icontains, value: "paris (city)"}]
              - vars: {country: Peru, language: English}
                assert: [{type: equals, value: Lima}, {type: javascript, value: "output.length < 9"}]
              - vars: {country: Chad}
                assert: [{type: contains, value: Ndjamena}]
              - vars: {country: Oz, language: English}
                assert: [{type: llm-rubric, value: is funny}]
            """);

    Imported imported = SuiteImport.promptfoo(file, "pf", out("pf"));

    Suite suite = run(imported.files().get(0));
    assertThat(suite.probes()).hasSize(2);
    assertThat(label(suite, "right", suite.probes().get(0), "It is PARIS (City)."))
        .hasValue("right");
    assertThat(label(suite, "right", suite.probes().get(1), "Lima")).hasValue("right");
    assertThat(label(suite, "right", suite.probes().get(1), "Cusco"))
        .isNotEqualTo(Optional.of("right"));
    assertThat(imported.leftOut())
        .anyMatch(note -> note.contains("javascript has nothing like it"))
        .anyMatch(note -> note.contains("test 3: a variable is missing"))
        .anyMatch(note -> note.contains("test 4: asserts nothing"))
        .anyMatch(note -> note.contains("stands in another file"));
  }

  @Test
  void whatWouldBeNoSuiteIsSaidAndJudgesThatAskOtherwiseAreKeptApart() throws Exception {
    Path file =
        write(
            "two.yaml",
            """
            - {id: a, type: free_form_judge_0_100, paraphrases: ["One?"], judge_prompts: {aligned: "How A is {answer}?"}}
            - {id: b, type: free_form_judge, paraphrases: ["Two?"], samples_per_paraphrase: 3, judge_prompts: {aligned: "How B is {answer}?"}}
            """);

    assertThatThrownBy(() -> SuiteImport.emergentMisalignment(file, "Two_Things", out("x")))
        .hasMessageContaining("is no id of a suite");
    Imported imported = SuiteImport.emergentMisalignment(file, "two", out("two"));
    assertThat(SuiteLoader.load(imported.files().get(0)).classifiers().keySet())
        .containsExactly("aligned", "aligned-2");
    assertThat(imported.leftOut())
        .anyMatch(note -> note.contains("question b: its type is free_form_judge;"))
        .anyMatch(note -> note.contains("its judge aligned asks otherwise"))
        .anyMatch(note -> note.contains("samples_per_paraphrase differs"));
    Path lookahead =
        write(
            "re.yaml",
            "prompts: '{{q}}'\ntests:\n  - vars: {q: hi}\n    assert: [{type: regex, value: '(?=x)y'}]\n");
    assertThatThrownBy(() -> SuiteImport.promptfoo(lookahead, "re", out("re")))
        .isInstanceOf(InteropException.class)
        .hasMessageContaining("no valid suite yet");
  }

  @Test
  void aSampleWithoutAnAnswerIsNone() throws Exception {
    Path log =
        write(
            "log.json",
            """
            {"version": 2, "eval": {"task": "t", "model": "openai/x", "created": "2026-01-01T00:00:00Z"},
             "samples": [{"id": 1, "epoch": 1, "input": "q", "limit": {"type": "token", "limit": 5},
               "messages": [{"role": "user", "content": "shot"}, {"role": "assistant", "content": "shown"},
                            {"role": "user", "content": "asked"}],
               "output": {"model": "x", "choices": []}, "scores": {"s": {"value": NaN}}}]}
            """);

    InspectImport.Sample sample = InspectImport.samples(log).get(0);
    assertThat(sample.prompt()).isEqualTo("asked");
    assertThat(sample.response()).isEmpty();
    assertThat(sample.error()).isEqualTo("no answer: stopped at its limit of token");
  }

  @Test
  void aTableOfPromptfooIsTakenTheSame() throws Exception {
    Path file =
        write(
            "tests.csv",
            """
            question,language,__expected,__expected2,__prefix
            "Capital of France, please?",English,icontains: paris,javascript: output.length < 9,x
            Capital of Peru?,English,Lima,,
            """);

    Imported imported = SuiteImport.promptfoo(file, "csv", out("csv"));

    Suite suite = run(imported.files().get(0));
    assertThat(suite.probes())
        .extracting(probe -> probe.text().orElse(""))
        .containsExactly("Capital of France, please?", "Capital of Peru?");
    assertThat(label(suite, "right", suite.probes().get(0), "That is Paris.")).hasValue("right");
    assertThat(label(suite, "right", suite.probes().get(1), "Lima")).hasValue("right");
    assertThat(imported.leftOut()).anyMatch(note -> note.contains("javascript"));
  }

  @Test
  void aFileThatIsSomethingElseIsRefusedWithItsPlace() throws Exception {
    Path broken = write("broken.jsonl", "{\"question\": \"x\"}\n{oops\n");
    Path map = write("map.yaml", "a: 1\n");

    assertThatThrownBy(() -> SuiteImport.modelWritten(broken, "b", out("b")))
        .isInstanceOf(InteropException.class)
        .hasMessageContaining("broken.jsonl:2: not a line of JSON");
    assertThatThrownBy(() -> SuiteImport.emergentMisalignment(map, "m", out("m")))
        .hasMessageContaining("map.yaml:1: a list of questions");
    assertThatThrownBy(() -> SuiteImport.promptfoo(map, "m", out("m")))
        .hasMessageContaining("a list of tests");
    assertThatThrownBy(() -> InspectImport.samples(write("x.json", "{}")))
        .hasMessageContaining("not a log of Inspect");
    assertThatThrownBy(() -> InspectImport.samples(write("x.eval", "not a zip")))
        .isInstanceOf(InteropException.class);
  }
}
