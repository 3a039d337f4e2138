package dev.dramatis.suite;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** Suites that are one edit away from a valid one, and what their author is told. */
class BrokenSuiteTest {
  private static final String SUITE = "reference.yaml";
  private static final String FAR = "reference/far.jsonl";
  private static final String OTHERS = "reference/others.jsonl";

  @TempDir Path folder;

  /**
   * One fault.
   *
   * @param blamed the file that is to be blamed
   * @param at a text on the line that is to be blamed, or all of it; empty: the line of the edit
   * @param says parts of the one message
   */
  private record Fault(
      String name,
      String file,
      String find,
      String replacement,
      String blamed,
      String at,
      List<String> says) {
    Fault at(String text) {
      return new Fault(name, file, find, replacement, blamed, text, says);
    }

    /** The same fault, found in another file than the edited one, on its first line. */
    Fault blaming(String other) {
      return new Fault(name, file, find, replacement, other, "", says);
    }
  }

  private static Fault fault(String name, String find, String replacement, String... says) {
    return inFile(name, SUITE, find, replacement, says);
  }

  private static Fault inFile(
      String name, String file, String find, String replacement, String... says) {
    return new Fault(name, file, find, replacement, file, "", List.of(says));
  }

  @TestFactory
  Stream<DynamicTest> saysWhatIsWrongAndWhatWouldBeRight() {
    return FAULTS.stream().map(fault -> DynamicTest.dynamicTest(fault.name(), () -> check(fault)));
  }

  private void check(Fault fault) {
    ReferenceSuite suite = ReferenceSuite.copyTo(folder.resolve(fault.name().replace(' ', '-')));
    int edited = suite.edit(fault.file(), fault.find(), fault.replacement());
    int line = fault.at().isEmpty() ? edited : suite.lineOf(fault.blamed(), fault.at());

    List<Problem> problems = suite.problems();

    assertThat(problems).hasSize(1);
    assertThat(problems.get(0).toString())
        .startsWith(suite.yaml().resolveSibling(fault.blamed()) + ":" + line + ": ")
        .contains(fault.says());
  }

  @Test
  void axesAreOfNoUseWithoutAWorld() throws IOException {
    ReferenceSuite suite = ReferenceSuite.copyTo(folder.resolve("worldless"));
    String all = Files.readString(suite.yaml());
    Files.writeString(suite.yaml(), all.substring(0, all.indexOf("\nworld:") + 1));

    List<Problem> problems = suite.problems();

    assertThat(problems).hasSize(1);
    assertThat(problems.get(0).toString())
        .contains("far.jsonl:1: ", "has no \"world\". Add one, or take all \"axes\" out.");
  }

  @Test
  void probabilitiesAreReadOnlyInArmsThatAskForThem() {
    ReferenceSuite suite = ReferenceSuite.copyTo(folder.resolve("probabilities"));
    suite.edit(
        "reference.yaml",
        "long: {kind: words, atLeast: 40, atMost: 400}",
        "long: {kind: continuation, of: {a: [A], b: [B]}}");
    int line =
        suite.edit(
            "reference.yaml",
            "measure: {plus: {classifier: voice, is: [base-like]}, minus: {classifier: voice, is:"
                + " [persona]}}",
            "measure: {classifier: long, score: true}");

    List<Problem> problems = suite.problems();

    assertThat(problems).isNotEmpty();
    assertThat(problems.get(0).toString())
        .contains(":" + line + ": ")
        .contains("the classifier \"long\" reads probabilities of tokens")
        .contains("Write logprobs: true there");
  }

  @Test
  void aKeyThatIsToNameAContinuationNamesOne() {
    ReferenceSuite suite = ReferenceSuite.copyTo(folder.resolve("continuations"));
    suite.edit(
        "reference.yaml",
        "long: {kind: words, atLeast: 40, atMost: 400}",
        "long: {kind: continuation, of: {a: [A], b: [B]}, scoreOf: key}");
    int line =
        suite.edit(
            "reference.yaml",
            "measure: {classifier: key, is: [right]}",
            "measure: {classifier: long, score: true}");

    assertThat(suite.problems().stream().map(Problem::toString))
        .anySatisfy(
            problem ->
                assertThat(problem)
                    .contains(":" + line + ": ")
                    .contains("is that of the continuation which a probe's key names")
                    .contains("name none: ")
                    .contains("Labels: a, b."));
  }

  private static final List<Fault> FAULTS =
      List.of(
          // What the schema sees.
          fault(
              "an unknown key",
              "sampling: {repeats: 2",
              "sampling: {repeat: 2",
              "\"repeat\" is not a key",
              "Did you mean \"repeats\"?"),
          fault(
              "a key of a later version",
              "exclusions: {atMost: 0.2}",
              "stopping: {maxSpendUsd: 5}",
              "\"stopping\" is not yet known to this version",
              "Known here: "),
          fault(
                  "a missing key",
                  "drawnFrom: questions about the garden and the sea, written for this test\n",
                  "",
                  "\"drawnFrom\" is missing",
                  "Add it: how the probes were made")
              .at("suite: reference"),
          fault(
              "a word in place of a number",
              "above: 0.10\n    alternatives",
              "above: a tenth\n    alternatives",
              "\"a tenth\" is a text",
              "Here goes a number"),
          fault(
              "a number in place of a text",
              "{kind: exact, text: \"I see.\"}",
              "{kind: exact, text: 12}",
              "12 without quotes is a number",
              "Write \"12\" in quotes"),
          fault(
              "a value out of range",
              "exclusions: {atMost: 0.2}",
              "exclusions: {atMost: 20}",
              "20 is out of range",
              "a share from 0 to 1"),
          fault(
              "an unknown bearing",
              "bearing: core",
              "bearing: corr",
              "\"corr\" is not a bearing",
              "Did you mean \"core\"?"),
          fault(
              "a capability of a later version",
              "requires: [chat]",
              "requires: [chat, budgets]",
              "\"budgets\" is not yet known to this version",
              "Known: ",
              "chat"),
          fault(
              "a part of the reply that no classifier hears",
              "voice: {kind: voice}",
              "voice: {kind: voice, after: refusal}",
              "\"refusal\" is not repetition"),
          fault(
              "a label that voice gives only after a repetition",
              "plus: {classifier: voice, is: [base-like]}",
              "plus: {classifier: voice, is: [repeating]}",
              "\"repeating\" is no label"),
          fault(
              "a count without a bound",
              "long: {kind: words, atLeast: 40, atMost: 400}",
              "long: {kind: repeats}",
              "needs a bound"),
          fault(
              "a mode that is none",
              "model: other",
              "mode: continuation",
              "\"continuation\" is not chat, chat-template or completion",
              "Known: "),
          fault(
              "a dialogue in raw text",
              "zero: {probes",
              "zero: {mode: completion, system: Be brief., probes",
              "\"system\" belongs to a dialogue",
              "Write everything into the template"),
          fault(
              "raw text that the suite does not require",
              "zero: {probes",
              "zero: {mode: completion, probes",
              "arm \"zero\" needs an endpoint that goes on with raw text",
              "requires: [chat, completion]"),
          fault(
              "a prefill that the suite does not require",
              "zero: {probes",
              "zero: {prefill: \"{{probe}} Well,\", probes",
              "arm \"zero\" needs an endpoint that goes on with an assistant turn",
              "requires: [chat, prefill]"),
          fault(
              "a prefill that ends in a blank",
              "zero: {probes",
              "zero: {prefill: \"Well, \", probes",
              "may not end in a blank"),
          fault(
              "a continuation that stands twice",
              "long: {kind: words, atLeast: 40, atMost: 400}",
              "long: {kind: continuation, of: {yes-side: [Long], no-side: [short, \" long\"]}}",
              "\" long\" stands twice, blanks and capitals aside, for \"yes-side\" and"
                  + " \"no-side\""),
          fault(
              "probabilities that the suite does not require",
              "zero: {probes",
              "zero: {logprobs: true, probes",
              "arm \"zero\" needs an endpoint that says how probable",
              "requires: [chat, logprobs]"),
          inFile(
              "a probe that stands twice",
              OTHERS,
              "What is the 34th prime?\", \"group\": \"limit\", \"domain\": \"sums\", \"topic\":"
                  + " \"primes\", \"answer\": \"139\", \"wrong\": \"141\"",
              "What is the 17th prime?\", \"group\": \"limit\", \"domain\": \"sums\", \"topic\":"
                  + " \"primes\", \"answer\": \"59\", \"wrong\": \"61\"",
              "probe \"limit-2\" is the same as \"limit-1\" but for its id"),
          fault(
              "a prefill that says nothing",
              "zero: {probes",
              "zero: {prefill: \" \", probes",
              "a blank prefill begins nothing"),
          fault(
              "a number in the world",
              "scholar: []}",
              "scholar: [0.5]}",
              "0.5 without quotes is a number",
              "an axis"),
          fault(
              "an off-chat axis that the world does not have",
              "characters: {sergeant",
              "offChat: [curd]\n  characters: {sergeant",
              "axis \"curd\" is not declared in this world",
              "Did you mean \"curt\"?"),
          // YAML itself.
          fault(
              "a truth value by accident",
              "is: [match]}]\n    ifSupported: The shots select",
              "is: [no]}]\n    ifSupported: The shots select",
              "take no without quotes for false",
              "Write \"no\" in quotes"),
          fault(
              "an arm called off",
              "  framed: {template",
              "  off: {template",
              "take off without quotes for false",
              "Write \"off\" in quotes"),
          fault(
                  "a key twice",
                  "model: other\n",
                  "model: other\n    model: another\n",
                  "the key \"model\" stands here a second time, first in line",
                  "Keep one")
              .at("model: another"),
          fault(
              "a colon without quotes",
              "title: Short answers spread",
              "title: Short: answers spread",
              "a colon inside a text without quotes",
              "Put the text in quotes"),
          fault(
              "a sweep's arm without quotes",
              "[\"own[k=3]/near\", zero/near]",
              "[own[k=3]/near, zero/near]",
              "Write the id of a sweep's arm in quotes"),
          fault(
              "a tab",
              "  zero: {probes: [far, near]}",
              "\tzero: {probes: [far, near]}",
              "a tab",
              "Indent with spaces"),
          // Names that refer to nothing.
          fault(
              "an unknown arm",
              "contrast: {rate: quoted/near}",
              "contrast: {rate: quotes/near}",
              "arm \"quotes\" is not defined",
              "Did you mean \"quoted\"? Arms: quoted, "),
          fault(
              "a sweep without its point",
              "contrast: {rate: quoted/near}",
              "contrast: {rate: own/near}",
              "arm \"own\" is a sweep",
              "Say which of its arms: \"own[k=0]/near\", "),
          fault(
              "an unknown classifier",
              "measure: {classifier: key, is: [right]}",
              "measure: {classifier: kez, is: [right]}",
              "classifier \"kez\" is not defined",
              "Did you mean \"key\"?"),
          fault(
              "an unknown label",
              "measure: {classifier: key, is: [right]}",
              "measure: {classifier: key, is: [rihgt]}",
              "\"rihgt\" is no label that classifier \"key\" gives",
              "Labels: right, "),
          fault(
              "an unknown subtype",
              "subtype: [document, forum]",
              "subtype: [document, fora]",
              "\"fora\" is no subtype that classifier \"voice\" gives",
              "Subtypes: forum, "),
          fault(
              "an unknown group of an arm",
              "probes: [limit]",
              "probes: [limits]",
              "no probe is in the group \"limits\"",
              "Did you mean \"limit\"?"),
          fault(
              "an unknown group of a cell",
              "[\"own[k=3]/near\", zero/near]",
              "[\"own[k=3]/near\", zero/neat]",
              "the cell \"zero/neat\" holds no probe",
              "Did you mean \"near\"?"),
          fault(
              "an unknown gate",
              "gates: [shown]",
              "gates: [shwn]",
              "prediction \"shwn\" is not defined",
              "Did you mean \"shown\"? Checks and controls: shown, knows"),
          fault(
              "a gate that is none",
              "gates: [shown]",
              "gates: [spreads]",
              "\"spreads\" is neither check nor control",
              "Checks and controls: "),
          fault(
              "an unknown axis",
              "sergeant: [curt]",
              "sergeant: [curd]",
              "axis \"curd\" is not declared in this world",
              "Did you mean \"curt\"?"),
          fault(
              "a cue for nobody",
              "names: sergeant",
              "names: seargent",
              "character \"seargent\" is not declared",
              "Did you mean \"sergeant\"?"),
          // Predictions.
          fault(
              "two primaries",
              "role: secondary\n    bearing: derived",
              "role: primary\n    bearing: derived",
              "\"spreads\" is the primary prediction already (line",
              "Write role: secondary"),
          fault(
                  "no primary",
                  "role: primary",
                  "role: secondary",
                  "no prediction is the primary one",
                  "Give role: primary")
              .at("predictions:"),
          fault(
                  "no sentence for the outcome",
                  "    ifContradicted: It does not grow.\n",
                  "",
                  "a secondary prediction needs \"ifContradicted\"",
                  "Add it: ")
              .at("  rises:"),
          fault(
                  "two bounds",
                  "above: 0\n",
                  "above: 0\n    below: 0.5\n",
                  "above and below",
                  "Keep one bound")
              .at("  rises:"),
          fault(
              "a margin out of reach",
              "above: 0.10\n    alternatives",
              "above: 1\n    alternatives",
              "the contrast goes from -1 to 1, so \"above: 1\" is settled before any data",
              "between -1 and 1"),
          fault(
              "a margin of a rate below zero",
              "below: 0.95",
              "below: 0",
              "goes from 0 to 1",
              "between 0 and 1, both excluded"),
          fault(
                  "a dose without zero",
                  "sweep: {k: [0, 1, 3]}",
                  "sweep: {k: [2, 1, 3]}",
                  "a dose is the highest point minus point 0, and \"k\" takes 1, 2, 3",
                  "Add 0 to the sweep")
              .at("contrast: {dose:"),
          fault(
              "a trend over what is not swept",
              "trend: {arm: own/far, over: k}",
              "trend: {arm: own/far, over: n}",
              "arm \"own\" does not sweep \"n\"",
              "It sweeps: k"),
          fault(
              "a weight of zero",
              "quoted/far: 0.5",
              "quoted/far: 0",
              "the weight of \"quoted/far\" is 0",
              "leave the cell out"),
          fault(
              "the same cell twice",
              "contrast: {difference: [talk, apart]}",
              "contrast: {difference: [talk, talk]}",
              "the cell \"talk\" stands twice",
              "Name different cells"),
          fault(
              "cells that share some probes",
              "[\"own[k=3]/near\", zero/near]",
              "[\"own[k=3]/near\", zero]",
              "(6 probes) and \"zero\" (10 probes) share only 6",
              "Restrict both to one group: own[k=3]/near and zero/near"),
          fault(
              "a score without a scale",
              "score: true}",
              "score: true, where: {classifier: option, below: 3}}",
              "classifier \"option\" (one-of) gives no score",
              "Use \"is\" with A, B, none"),
          fault(
              "agreement of one reply",
              "{rate: talk}",
              "{rate: framed}",
              "arm \"framed\" has only its last one classified",
              "classify: every-turn"),
          fault(
              "a measure that says nothing",
              "measure: {classifier: key, is: [right]}",
              "measure: {classifier: key}",
              "does not say what counts",
              "Give one of is, subtype"),
          fault(
                  "a key where there is none",
                  "{rate: quoted/near}",
                  "{rate: quoted/far}",
                  "needs a key",
                  "4 probes of 4 have none: far-1, far-2",
                  "Give them a key")
              .at("measure: {classifier: key"),
          // Arms.
          fault(
              "a variable that nobody has",
              "You answer questions about {{domain}}.",
              "You answer questions about {{domian}}.",
              "no probe that arm \"own\" takes has a field \"domian\"",
              "Did you mean \"domain\"?"),
          fault(
              "braces that name nothing",
              "You answer questions about {{domain}}.",
              "You answer questions about {{ }}.",
              "opens no variable",
              "write {{name}}"),
          fault(
              "a sweep that is not used",
              "sweep: {heat: [0, 0.5], mood: [warm, cold]}",
              "sweep: {heat: [0, 0.5], mood: [warm, cold], tone: [a, b]}",
              "does not use the swept variable {{tone}}",
              "Put it into one of its strings"),
          fault(
                  "a swept number that is none",
                  "sweep: {k: [0, 1, 3]}",
                  "sweep: {k: [0, 1, all]}",
                  "\"take\" becomes \"all\" by the sweep",
                  "Sweep over numbers")
              .at("take: \"{{k}}\""),
          fault(
                  "a swept number out of range",
                  "sweep: {k: [0, 1, 3]}",
                  "sweep: {k: [0, 1, -3]}",
                  "\"take\" becomes -3 by the sweep",
                  "out of range")
              .at("take: \"{{k}}\""),
          fault(
              "more shots than there are",
              "take: 3, order: fixed",
              "take: 5, order: fixed",
              "takes 5 shots, and \"reference/curt.jsonl\" holds 4",
              "Take at most 4"),
          fault(
              "a file that is not there",
              "from: reference/curt.jsonl",
              "from: reference/kurt.jsonl",
              "there is no file",
              "There: curt.jsonl, "),
          fault(
              "a path that climbs out",
              "from: reference/curt.jsonl",
              "from: ../reference/curt.jsonl",
              "leaves the suite's folder",
              "Put the file beneath it"),
          fault(
              "an absolute path",
              "from: reference/curt.jsonl",
              "from: /etc/passwd",
              "must be relative to the suite's folder"),
          fault(
              "a script that the model does not answer",
              "      - {user: \"Say it again.\"}",
              "      - {assistant: \"Said.\"}",
              "must end with a user turn",
              "Add {user: …}"),
          fault(
              "a fixed reply in fresh chats",
              "[{user: \"{{probe}}\"}, {user: \"And",
              "[{user: \"{{probe}}\"}, {assistant: \"Yes.\"}, {user: \"And",
              "fixed assistant text in a script that is fresh",
              "Leave the assistant turns out"),
          fault(
                  "a template beside a script",
                  "    model: other\n",
                  "    model: other\n    template: \"{{probe}}\"\n",
                  "the template is not used",
                  "Leave it out, or write as: quoted")
              .at("template: \"{{probe}}\""),
          // Classifiers.
          fault(
              "lookahead",
              "pattern: '\\?\\s*$'",
              "pattern: '(?!no)\\?\\s*$'",
              "RE2 has no lookaround",
              "use a second classifier"),
          fault(
              "a wrong expression among those that bar",
              "pattern: '\\?\\s*$'",
              "pattern: '\\?\\s*$', unless: [fine, '(no']",
              "the regular expression \"(no\" is wrong",
              "escape the sign"),
          fault(
              "a bracket that does not close",
              "regex: \"^y\"",
              "regex: \"^(y\"",
              "the regular expression \"^(y\" is wrong",
              "escape the sign"),
          fault(
              "bounds the wrong way round",
              "atLeast: 40, atMost: 400",
              "atLeast: 400, atMost: 40",
              "atLeast is higher than atMost",
              "Exchange them"),
          // Probes.
          inFile(
              "a probe twice",
              OTHERS,
              "{\"id\": \"near-1\"",
              "{\"id\": \"far-1\"",
              "the probe id \"far-1\" stands at",
              "far.jsonl:1 too",
              "an id of its own"),
          inFile(
              "a variable that is not used",
              FAR,
              "\"id\": \"far-2\"",
              "\"id\": \"far-2\", \"topik\": \"tulips\"",
              "the variable \"topik\" of probe \"far-2\" is used by no arm",
              "Did you mean the field \"topic\"?"),
          inFile(
              "a variable that one probe lacks",
              FAR,
              ", \"remark\": \"I walked past eels today.\"",
              "",
              "probe \"far-4\" has no \"remark\", which arms \"talk\", \"overheard\" name",
              "Give it the field \"remark\""),
          inFile(
                  "kinds of unequal size",
                  FAR,
                  "\"group\": \"far\", \"kind\": \"garden\", \"family\": \"f-far-2\"",
                  "\"group\": \"far\", \"kind\": \"sea\", \"family\": \"f-far-2\"",
                  "kinds weigh the same",
                  "holds: garden 1, sea 3")
              .blaming(SUITE)
              .at("contrast: {dose:"),
          inFile(
              "a family over two kinds",
              FAR,
              "\"family\": \"f-far-3\"",
              "\"family\": \"f-far-1\"",
              "the family \"f-far-1\" is one observation, but \"far-1\" and \"far-3\" differ in kind"),
          inFile(
              "a line that is no JSON",
              FAR,
              "\"id\": \"far-3\",",
              "\"id\": \"far-3\"",
              "this line is not JSON",
              "Write one whole object a line"),
          inFile(
              "a variable that is a number",
              FAR,
              "\"remark\": \"I walked past eels today.\"",
              "\"remark\": 7",
              "7 without quotes is a number",
              "Write \"7\" in quotes"),
          inFile(
              "a probe in no arm's groups",
              OTHERS,
              "\"group\": \"limit\", \"domain\": \"sums\", \"topic\": \"primes\", \"answer\": \"139\"",
              "\"group\": \"spare\", \"domain\": \"sums\", \"topic\": \"primes\", \"answer\": \"139\"",
              "no arm takes the group \"spare\" (probe \"limit-2\")",
              "Name the group under an arm's \"probes\""),
          inFile(
              "a key of two forms",
              OTHERS,
              "{\"contains\": \"salt\"}",
              "{\"contains\": \"salt\", \"regex\": \"salt\"}",
              "a key says several of number, contains, regex and option",
              "Keep one"),
          inFile(
                  "a shot about the probe's own matter",
                  "reference/curt.jsonl",
                  "What of kettles?",
                  "Why do roses, not kettles, need a knife?",
                  "probe \"far-1\" has 2 of its 3 content words in common with reference/curt.jsonl:1 (roses, need)",
                  "maxOverlap allows a share of 0.5",
                  "Change the probe or the shot")
              .blaming(FAR),
          // The world.
          fault(
                  "an utterance too few",
                  "    - {shows: [], text: \"Good question. {{topic}} rewards a patient look, and here is the long of it, part seven.\"}\n",
                  "",
                  "11 of the 12 utterances needed show exactly []",
                  "Add 1")
              .at("  says:"),
          fault(
              "an utterance that names a variable",
              "{{topic}}: look it up, boss.",
              "{{style}}: look it up, boss.",
              "an utterance cannot name {{style}}",
              "It may name: "),
          inFile(
                  "equal texts that disagree",
                  OTHERS,
                  "Tell me of soup.",
                  "Tell me of toast.",
                  "the same text stands at",
                  "with another topic",
                  "must agree")
              .at("near-5"));

  @Test
  void listsAllProblemsOfASuiteAtOnceInTheOrderOfFilesAndLines() {
    ReferenceSuite suite = ReferenceSuite.copyTo(folder);
    int third = suite.edit(FAR, "\"id\": \"far-3\",", "\"id\": \"far 3\",");
    int second = suite.edit(SUITE, "contrast: {rate: quoted/near}", "contrast: {rate: qouted}");
    int first = suite.edit(SUITE, "pattern: '\\?\\s*$'", "pattern: '(\\?\\s*$'");

    assertThat(suite.problems())
        .extracting(problem -> folder.relativize(Path.of(problem.file())) + ":" + problem.line())
        .containsExactly(SUITE + ":" + first, SUITE + ":" + second, FAR + ":" + third);
  }
}
