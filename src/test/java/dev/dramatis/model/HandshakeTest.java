package dev.dramatis.model;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.dramatis.suite.Capability;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a server does is found out by what comes back, not by whether it takes the request. */
class HandshakeTest extends EndpointFixture {
  private static final ObjectMapper JSON = new ObjectMapper();

  private Endpoint compatible() {
    return endpoints().open(ModelName.parse("openai-compatible/m@" + server.baseUrl() + "/v1"));
  }

  private Ability prefill(String reply) throws Exception {
    always(200, HELLO.replace("\"Hello.\"", JSON.writeValueAsString(reply)));
    return Handshake.measure(compatible(), Capability.PREFILL, redactor::redact);
  }

  private Ability raw(String reply) throws Exception {
    always(
        200,
        "{\"choices\":[{\"text\":%s,\"finish_reason\":\"length\"}]}"
            .formatted(JSON.writeValueAsString(reply)));
    return Handshake.measure(compatible(), Capability.COMPLETION, redactor::redact);
  }

  @ParameterizedTest
  @CsvSource({"' cedar dune elm fern grove', 1", "'cedar dune', 1", "' Cedar, dune', 1"})
  void aServerThatGoesOnWithABegunTurnIsAble(String reply, int calls) throws Exception {
    assertThat(prefill(reply)).isInstanceOf(Ability.Able.class);
    assertThat(sent()).isEqualTo(calls);
  }

  @ParameterizedTest
  @CsvSource({
    "Zq7 amber birch cedar dune elm fern grove",
    "'It seems that your message was cut off. Zq7 amber birch cedar'",
    "''"
  })
  void aServerThatBeginsAnewIsNotHoweverOftenItIsAsked(String reply) throws Exception {
    assertThat(prefill(reply)).isInstanceOf(Ability.Unable.class);
    assertThat(sent()).isEqualTo(2);
  }

  @Test
  void rawTextThatIsGoneOnWithIsOneThingAndAChatAboutItAnother() throws Exception {
    assertThat(raw(" Friday, Saturday")).isInstanceOf(Ability.Able.class);
    assertThat(raw("You have listed the days. The next is Friday."))
        .isInstanceOf(Ability.Unable.class);
  }

  /** A model may say back what it was sent, in a reply that is quoted in reports. */
  @Test
  void whatIsQuotedHoldsNoKeyAndNothingThatCouldAct() throws Exception {
    redactor.register("sk-Zq7_SECRET-0123456789");

    Ability ability = prefill("sk-Zq7_SECRET-0123456789 <script>\u001b[31m `x` | y");

    assertThat(((Ability.Unable) ability).reason())
        .doesNotContain("SECRET", "secret", "<", "\u001b", "`", "|")
        .contains("answered");
  }

  @Test
  void aServerThatRefusesToBeAskedSoIsUnable() throws Exception {
    always(400, "{\"error\":{\"message\":\"prefill is not supported\",\"code\":400}}");

    Ability ability = Handshake.measure(compatible(), Capability.PREFILL, redactor::redact);

    assertThat(ability).isInstanceOf(Ability.Unable.class);
    assertThat(((Ability.Unable) ability).reason()).contains("prefill is not supported");
  }

  @Test
  void whatCouldNotBeAskedStaysUnknown() throws Exception {
    always(503, "{}");

    assertThat(Handshake.measure(compatible(), Capability.PREFILL, redactor::redact))
        .isInstanceOf(Ability.Unknown.class);
  }

  @Test
  void probabilitiesAreThereOrNot() throws Exception {
    always(
        200,
        HELLO.replace(
            "\"finish_reason\"",
            """
            "logprobs":{"content":[{"token":"Hello","logprob":-0.1,
              "top_logprobs":[{"token":"Hello","logprob":-0.1}]}]},"finish_reason\""""));
    assertThat(Handshake.measure(compatible(), Capability.LOGPROBS, redactor::redact))
        .isInstanceOf(Ability.Able.class);

    server.resetAll();
    always(200, HELLO);
    assertThat(Handshake.measure(compatible(), Capability.LOGPROBS, redactor::redact))
        .isInstanceOf(Ability.Unable.class);
  }

  @Test
  void whatIsKnownIsNotAskedFor() throws Exception {
    always(200, HELLO);

    assertThat(Handshake.measure(openAi(), Capability.PREFILL, redactor::redact))
        .isInstanceOf(Ability.Unable.class);
    assertThat(sent()).isZero();
  }
}
