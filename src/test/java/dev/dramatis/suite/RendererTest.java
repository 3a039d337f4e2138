package dev.dramatis.suite;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RendererTest {
  @TempDir private Path folder;

  private Suite suite;
  private Renderer renderer;

  @BeforeEach
  void loadSuite() throws Exception {
    suite = SuiteLoader.load(ReferenceSuite.copyTo(folder).yaml());
    renderer = new Renderer(suite);
  }

  @Test
  void fewerShotsAreTheFirstOfMore() {
    int moved = 0;
    for (Probe probe : probes("far")) {
      List<Message> one = opening("own[k=1]", probe);
      List<Message> three = opening("own[k=3]", probe);
      assertThat(opening("own[k=0]", probe)).isEmpty();
      assertThat(one).hasSize(2).isEqualTo(three.subList(0, 2));
      assertThat(three).hasSize(6).doesNotHaveDuplicates();
      assertThat(shots(probe).stream().map(Shot::user)).contains(one.get(0).text());
      moved += shots(probe).get(0).user().equals(one.get(0).text()) ? 0 : 1;
    }
    assertThat(moved).as("probes that draw another order than the file's").isPositive();
  }

  @Test
  void anArmDrawsTheSamePermutationAsEveryOther() {
    Arm own = suite.arm("own[k=3]");
    Arm other =
        new Arm(
            "other",
            own.model(),
            Optional.empty(),
            own.shots(),
            "Now: {{probe}}",
            List.of(),
            own.scriptLayout(),
            false,
            false,
            Mode.CHAT,
            Optional.empty(),
            List.of(),
            false,
            false,
            own.groups(),
            own.parameters(),
            Optional.empty(),
            Optional.empty());
    for (Probe probe : probes("far")) {
      assertThat(renderer.conversation(other, probe).opening())
          .isEqualTo(renderer.conversation(own, probe).opening())
          .isEqualTo(new Renderer(suite).conversation(own, probe).opening());
    }
  }

  @Test
  void quotedShotsAreOneMessageInTheFilesOrder() {
    Arm quoted = suite.arm("quoted");
    Probe probe = probes("far").get(0);
    Conversation conversation = renderer.conversation(quoted, probe);
    assertThat(conversation.opening()).isEmpty();
    List<Message> shown = new ArrayList<>();
    for (Shot shot : file("reference/curt.jsonl").subList(0, 3)) {
      shown.add(Message.user(shot.user()));
      shown.add(Message.assistant(shot.assistant()));
    }
    assertThat(conversation.script()).hasSize(1);
    assertThat(QuotedLog.parse(conversation.script().get(0).text()))
        .contains(new QuotedLog(shown, probe.text().orElseThrow()));
  }

  @Test
  void aQuotedScriptComesBeforeTheTemplateInOneMessage() {
    Probe probe = probes("far").get(0);
    Conversation conversation = renderer.conversation(suite.arm("overheard"), probe);
    String remark = requireNonNull(probe.values().get("remark"));
    assertThat(conversation.asks()).isEqualTo(1);
    assertThat(QuotedLog.parse(conversation.script().get(0).text()))
        .contains(
            new QuotedLog(
                List.of(Message.user(remark), Message.assistant("Noted.")),
                probe.text().orElseThrow()));
  }

  @Test
  void everyFreshTurnShowsTheQuotedLog() {
    Arm apart = suite.arm("apart");
    Arm quoting =
        new Arm(
            apart.id(),
            apart.model(),
            apart.system(),
            suite.arm("quoted").shots(),
            apart.template(),
            apart.script(),
            apart.scriptLayout(),
            apart.fresh(),
            apart.everyTurn(),
            apart.mode(),
            apart.prefill(),
            apart.tools(),
            apart.callRequired(),
            apart.logprobs(),
            apart.groups(),
            apart.parameters(),
            Optional.empty(),
            Optional.empty());
    Conversation conversation = renderer.conversation(quoting, probes("far").get(0));
    assertThat(conversation.asks()).isEqualTo(2);
    for (List<String> replies : List.of(List.<String>of(), List.of("reply"))) {
      List<Message> sent = conversation.request(replies);
      assertThat(sent).hasSize(1);
      assertThat(QuotedLog.parse(sent.get(0).text())).isPresent();
    }
  }

  @Test
  void whatAnArmOwnsIsFilledInAndNothingElse() {
    Probe probe = probes("far").get(0);
    Map<String, String> values = probe.values();
    Conversation framed = renderer.conversation(suite.arm("framed"), probe);
    assertThat(framed.script())
        .containsExactly(
            Message.user(
                "What should a beginner know about %s? Keep {{braces}}."
                    .formatted(values.get("topic"))));
    assertThat(renderer.conversation(suite.arm("own[k=1]"), probe).system())
        .contains("You answer questions about " + values.get("domain") + ".");
  }

  private List<Probe> probes(String group) {
    return suite.probes().stream()
        .filter(probe -> probe.group().equals(Optional.of(group)))
        .toList();
  }

  private List<Message> opening(String arm, Probe probe) {
    return renderer.conversation(suite.arm(arm), probe).opening();
  }

  private List<Shot> shots(Probe probe) {
    return file("reference/" + probe.values().get("style") + ".jsonl");
  }

  private List<Shot> file(String path) {
    return suite.shots().getOrDefault(path, List.of());
  }
}
