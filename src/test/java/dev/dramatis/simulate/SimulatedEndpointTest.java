package dev.dramatis.simulate;

import static dev.dramatis.simulate.SuiteSketch.about;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.dramatis.model.ChatRequest;
import dev.dramatis.model.ModelName;
import dev.dramatis.model.Response;
import dev.dramatis.suite.Message;
import dev.dramatis.suite.Parameters;
import dev.dramatis.suite.Suite;
import java.util.HashSet;
import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SimulatedEndpointTest {
  private static final Banks BANKS =
      new Banks(List.of("<html>", "int main() {"), List.of("Certainly, here is an answer."));

  private static Suite suite(String id, String axis, String question) {
    return new SuiteSketch(id, axis)
        .talking()
        .probe("p", question, about("d", id))
        .armWithSystem("prompted", "You work for " + id + ".")
        .suite();
  }

  private static SimulatedEndpoint endpoint(String name, Suite... suites) {
    return new SimulatedEndpoint(
        ModelName.parse(name), KnownSuites.of(List.of(suites)), WorldTable.load(), BANKS, 1);
  }

  private static ChatRequest request(OptionalInt seed, Message... messages) {
    return new ChatRequest(List.of(messages), SuiteSketch.PARAMETERS, seed);
  }

  @Test
  void playsTheSuiteWhoseTextsCoverMostOfTheRequest() {
    SimulatedEndpoint endpoint =
        endpoint(
            "simulated/psm",
            suite("apples", "curt", "What is an apple?"),
            suite("pears", "gloomy", "What is a pear?"));
    ChatRequest pears = request(OptionalInt.of(1), Message.user("What is a pear?"));
    assertThat(endpoint.world(pears).probability(pears, "gloomy")).isPositive();
    ChatRequest prompted =
        request(OptionalInt.of(1), Message.system("You work for pears."), Message.user("And now?"));
    // It knows the axis, though it has no words for a question that nobody told it.
    assertThat(endpoint.world(prompted).probability(prompted, "gloomy")).isZero();
    ChatRequest unknown = request(OptionalInt.of(1), Message.user("Hello there, you."));
    assertThat(endpoint.world(unknown).probability(unknown, "curt")).isZero();
    assertThat(endpoint.ask(unknown).text()).isIn("Certainly, here is an answer.", "<html>");
  }

  @Test
  void aNamedSuiteIsPlayedWhateverIsAsked() {
    SimulatedEndpoint endpoint =
        endpoint(
            "simulated/psm:pears",
            suite("apples", "curt", "What is an apple?"),
            suite("pears", "gloomy", "What is a pear?"));
    ChatRequest apples = request(OptionalInt.of(1), Message.user("What is an apple?"));
    assertThatThrownBy(() -> endpoint.world(apples).probability(apples, "curt"))
        .hasMessageContaining("no axis \"curt\"");
  }

  @Test
  void anUnknownWorldOrSuiteIsRefusedAtOnce() {
    Suite apples = suite("apples", "curt", "What is an apple?");
    assertThatThrownBy(() -> endpoint("simulated/paradise", apples))
        .hasMessageContaining("is not a world");
    assertThatThrownBy(() -> endpoint("simulated/psm:plums", apples))
        .hasMessageContaining("do not know the suite \"plums\". Suites: apples.");
  }

  @Test
  void suitesThatGiveOneTextDifferentAxesAreRefusedTogether() {
    Suite one = suite("apples", "curt", "What is fruit?");
    Suite other = suite("pears", "gloomy", "What is fruit?");
    assertThatThrownBy(() -> KnownSuites.of(List.of(one, other)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("apples and pears cannot be loaded together: \"What is fruit?\"")
        .hasMessageContaining("[curt]")
        .hasMessageContaining("[gloomy]");
    assertThat(KnownSuites.of(List.of(one)).ids()).containsExactly("apples");
  }

  @Test
  void withoutASeedEqualRequestsAreToldApartByTheirCount() {
    Suite apples = suite("apples", "curt", "What is an apple?");
    SimulatedEndpoint unseeded = endpoint("simulated/psm", apples);
    SimulatedEndpoint seeded = endpoint("simulated/psm", apples);
    Set<String> replies = new HashSet<>();
    for (int i = 0; i < 20; i++) {
      String reply =
          unseeded.ask(request(OptionalInt.empty(), Message.user("What is an apple?"))).text();
      assertThat(reply)
          .isEqualTo(
              seeded.ask(request(OptionalInt.of(i), Message.user("What is an apple?"))).text());
      replies.add(reply);
    }
    assertThat(replies).hasSizeGreaterThan(3);
  }

  @Test
  void aReplyOverTheLimitIsCutAndSaysSo() {
    SimulatedEndpoint endpoint =
        endpoint("simulated/psm", suite("apples", "curt", "What is an apple?"));
    Parameters two = new Parameters(OptionalDouble.empty(), OptionalDouble.empty(), 2, List.of());
    Response cut =
        endpoint.ask(
            new ChatRequest(List.of(Message.user("What is an apple?")), two, OptionalInt.of(3)));
    assertThat(cut.outcome()).isEqualTo(Response.Outcome.TRUNCATED);
    assertThat(cut.finishReason()).contains("length");
    assertThat(cut.text()).hasSize(8);
    assertThat(cut.usage().output()).hasValue(2);
    Response whole = endpoint.ask(request(OptionalInt.of(3), Message.user("What is an apple?")));
    assertThat(whole.outcome()).isEqualTo(Response.Outcome.TEXT);
    assertThat(whole.finishReason()).contains("stop");
    assertThat(whole.text()).startsWith(cut.text());
    // 17 characters are 5 tokens, and 4 for the message.
    assertThat(whole.usage().input()).hasValue(9);
    assertThat(whole.requestBody()).contains("\"model\":\"psm\"", "\"seed\":3");
  }

  @Test
  void aStopTextEndsTheReplyBeforeIt() {
    SimulatedEndpoint endpoint =
        endpoint("simulated/psm", suite("apples", "curt", "What is an apple?"));
    Parameters stop =
        new Parameters(OptionalDouble.empty(), OptionalDouble.empty(), 300, List.of("there is"));
    Response response =
        endpoint.ask(
            new ChatRequest(List.of(Message.user("What is an apple?")), stop, OptionalInt.of(3)));
    assertThat(response.text()).isEqualTo("About apples ");
  }
}
