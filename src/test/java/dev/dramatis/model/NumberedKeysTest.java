package dev.dramatis.model;

import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.getRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.tomakehurst.wiremock.http.Fault;
import dev.dramatis.suite.Message;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A fine-tuned model belongs to one of several organisations, each with its key. */
class NumberedKeysTest extends EndpointFixture {
  private static final String TUNED = "ft:gpt-4.1-mini-2025-04-14:lab:narrow:Ab1";
  private static final String PAGE = "/v1/models/" + TUNED;

  @BeforeEach
  void setKeys() {
    variables.put("OPENAI_API_KEY_1", "sk-organisation-one");
    variables.put("OPENAI_API_KEY_3", "sk-organisation-three");
    server.stubFor(get(anyUrl()).atPriority(9).willReturn(json(404, "{\"error\":{}}")));
  }

  @Test
  void asksWithTheKeyWhoseAccountHasTheModel() throws Exception {
    has("sk-organisation-three");
    Endpoint endpoint = open("openai/" + TUNED);

    Preflight found = endpoint.preflight();

    assertThat(found)
        .isInstanceOfSatisfying(
            Preflight.Ready.class,
            ready -> assertThat(ready.details()).contains("the key in OPENAI_API_KEY_3"));
    assertThat(keyOf(endpoint)).isEqualTo("Bearer sk-organisation-three");
  }

  @Test
  void namesTheChosenKeyWhenItIsRefusedLater() throws Exception {
    has("sk-organisation-three");
    Endpoint endpoint = open("openai/" + TUNED);
    endpoint.preflight();
    always(401, "{\"error\":{\"message\":\"revoked\"}}");

    CallResult result = endpoint.ask(plain(Message.user("Hi")));

    assertThat(((FailedCall) result).message()).contains("Check the key in OPENAI_API_KEY_3");
  }

  @Test
  void prefersThePlainKeyIfItHasTheModelToo() throws Exception {
    has(KEY);
    has("sk-organisation-three");
    Endpoint endpoint = open("openai/" + TUNED);

    assertThat(endpoint.preflight()).isInstanceOf(Preflight.Ready.class);

    assertThat(keyOf(endpoint)).isEqualTo("Bearer " + KEY);
    server.verify(
        0,
        getRequestedFor(anyUrl())
            .withHeader("Authorization", equalTo("Bearer sk-organisation-one")));
  }

  @Test
  void asksWithThePlainKeyUnlessMoreIsKnown() throws Exception {
    assertThat(keyOf(open("openai/" + TUNED))).isEqualTo("Bearer " + KEY);
    variables.remove("OPENAI_API_KEY");
    server.resetRequests();
    assertThat(keyOf(open("openai/" + TUNED))).isEqualTo("Bearer sk-organisation-one");
  }

  @Test
  void saysWhichKeysWereTriedWhenNoneHasTheModel() throws Exception {
    server.stubFor(
        get(urlEqualTo("/v1/models")).willReturn(json(200, "{\"data\":[{\"id\":\"gpt-4.1\"}]}")));
    Endpoint endpoint = open("openai/" + TUNED);

    Preflight found = endpoint.preflight();

    assertThat(((Preflight.Impossible) found).reason())
        .contains("has no model \"" + TUNED + "\"")
        .contains("Keys tried: OPENAI_API_KEY, OPENAI_API_KEY_1, OPENAI_API_KEY_3.");
    assertThat(keyOf(endpoint)).isEqualTo("Bearer " + KEY);
  }

  @Test
  void triesNoFurtherKeysOfAServerThatDoesNotAnswer() throws Exception {
    server.stubFor(
        get(urlEqualTo(PAGE)).willReturn(json(200, "").withFault(Fault.CONNECTION_RESET_BY_PEER)));

    assertThat(open("openai/" + TUNED).preflight()).isInstanceOf(Preflight.Impossible.class);

    server.verify(
        0,
        getRequestedFor(anyUrl())
            .withHeader("Authorization", equalTo("Bearer sk-organisation-one")));
  }

  @Test
  void takesTheKeyThatTheSettingsNameAndNoOther() throws Exception {
    has("sk-organisation-three");
    Endpoint endpoint =
        endpoints()
            .open(
                ModelName.parse("openai/" + TUNED),
                new ModelSettings(Optional.empty(), Optional.of("OPENAI_API_KEY_1"), Map.of()));

    assertThat(endpoint.preflight()).isNotInstanceOf(Preflight.Ready.class);

    assertThat(keyOf(endpoint)).isEqualTo("Bearer sk-organisation-one");
  }

  @Test
  void triesNoOtherKeysForModelsThatEverybodyHas() throws Exception {
    Endpoint endpoint = open("openai/gpt-4.1");

    endpoint.preflight();

    assertThat(keyOf(endpoint)).isEqualTo("Bearer " + KEY);
    server.verify(
        0,
        getRequestedFor(anyUrl())
            .withHeader("Authorization", equalTo("Bearer sk-organisation-three")));
  }

  private void has(String key) {
    server.stubFor(
        get(urlEqualTo(PAGE))
            .withHeader("Authorization", equalTo("Bearer " + key))
            .willReturn(json(200, "{\"id\":\"" + TUNED + "\"}")));
  }

  private Endpoint open(String name) {
    return endpoints().open(ModelName.parse(name));
  }

  private String keyOf(Endpoint endpoint) throws InterruptedException {
    always(200, HELLO);
    endpoint.ask(plain(Message.user("Hi")));
    var requests = server.findAll(postRequestedFor(anyUrl()));
    assertThat(requests).hasSize(1);
    return requests.get(0).getHeader("Authorization");
  }
}
